import * as zlib from "node:zlib"
import { parquetWriteBuffer } from "hyparquet-writer"
import type { PageHeader } from "hyparquet"
import {
  dateColumn,
  dictionaryPage,
  type MadeFile,
  type MadePage,
  madeParquet,
  optionalDouble,
  optionalPage,
  packed,
  repeated,
  varint,
} from "../../workspaces/parquet-v1"
import type { Random } from "../random"

/** A stream as other writers lay it out: columns that can lack values, dictionaries, codecs, several pages and row groups. */
export function laidOutParquet(days: Int32Array, values: Float64Array, random: Random): Uint8Array {
  return random.chance(0.4)
    ? secondVersion(days, values, random)
    : madeParquet(firstVersion(days, values, random))
}

/** A file whose pages say something else than they hold: counts, sizes, lengths of runs, numbers of a dictionary. */
export function damagedParquet(days: Int32Array, values: Float64Array, random: Random): Uint8Array {
  const file = firstVersion(days, values, random)
  const group = random.below(file.rows.length)
  const column = random.below(file.columns.length)
  return madeParquet({
    ...file,
    rows: random.chance(0.1) ? file.rows.with(group, random.pick(COUNTS)) : file.rows,
    columns: file.columns.map((made, i) =>
      i !== column
        ? made
        : {
            ...made,
            groups: made.groups.map((pages, j) => {
              if (j !== group || pages.length === 0) return pages
              const at = random.below(pages.length)
              return pages.with(at, damagedPage(pages[at]!, random))
            }),
          },
    ),
  })
}

const COUNTS = [-1, 0, 1, 7, 8, 1000, 2 ** 20, 2 ** 24, 2 ** 30, 2 ** 31 - 1]

function damagedPage({ header, bytes }: MadePage, random: Random): MadePage {
  const count = random.pick(COUNTS)
  const first = header.data_page_header
  switch (random.below(6)) {
    case 0:
      return { bytes, header: { ...header, uncompressed_page_size: count } }
    case 1:
      return { bytes, header: { ...header, compressed_page_size: count } }
    case 2:
      return { bytes, header: recounted(header, count) }
    case 3:
      return first === undefined
        ? { bytes, header: recounted(header, count) }
        : { bytes, header: { ...header, data_page_header: { ...first, encoding: random.pick(ENCODINGS) } } }
    case 4: {
      // The length of the levels is told in the first four bytes.
      const changed = Uint8Array.from(bytes)
      if (changed.length >= 4) new DataView(changed.buffer).setInt32(0, count, true)
      return { header, bytes: changed }
    }
    default:
      return { header, bytes: withOtherRun(bytes, count, random) }
  }
}

const ENCODINGS = [
  "PLAIN",
  "RLE",
  "RLE_DICTIONARY",
  "PLAIN_DICTIONARY",
  "DELTA_BINARY_PACKED",
  "DELTA_BYTE_ARRAY",
  "DELTA_LENGTH_BYTE_ARRAY",
  "BYTE_STREAM_SPLIT",
] as const

function recounted(header: MadePage["header"], count: number): MadePage["header"] {
  const { data_page_header: data, dictionary_page_header: dictionary } = header
  return {
    ...header,
    ...(data === undefined ? {} : { data_page_header: { ...data, num_values: count } }),
    ...(dictionary === undefined ? {} : { dictionary_page_header: { ...dictionary, num_values: count } }),
  } satisfies Partial<PageHeader>
}

/** The first run of the levels or, at times, any other place says another length. */
function withOtherRun(bytes: Uint8Array, count: number, random: Random): Uint8Array {
  const at = Math.min(bytes.length, random.chance(0.5) ? 4 : random.below(bytes.length + 1))
  const run = varint(2 * Math.max(count, 0) + random.below(2))
  return Uint8Array.of(...bytes.subarray(0, at), ...run, ...bytes.subarray(at + 1))
}

function firstVersion(days: Int32Array, values: Float64Array, random: Random): MadeFile {
  const groups = parted(days.length, random)
  const codec = random.pick(["UNCOMPRESSED", "UNCOMPRESSED", "GZIP", "BROTLI"] as const)
  return {
    rows: groups.map(([from, to]) => to - from),
    columns: [
      dateColumn(groups.map(([from, to]) => [...days.subarray(from, to)])),
      {
        element: optionalDouble("hrp"),
        groups: groups.map(([from, to]) => pagesOf(values.subarray(from, to), random)),
      },
    ],
    codec,
    ...(codec === "UNCOMPRESSED"
      ? {}
      : { compress: codec === "GZIP" ? zlib.gzipSync : zlib.brotliCompressSync }),
  }
}

/** Stretches of rows, one after the other; at least one of them. */
function parted(rows: number, random: Random): (readonly [number, number])[] {
  if (rows < 2 || random.chance(0.4)) return [[0, rows]]
  const cut = random.between(1, rows - 1)
  return [
    [0, cut],
    [cut, rows],
  ]
}

function pagesOf(values: Float64Array, random: Random): MadePage[] {
  const distinct = [...new Set(values)].filter((value) => !Number.isNaN(value))
  const inDictionary = distinct.length > 0 && distinct.length < 200 && random.chance(0.5)
  const pages = parted(values.length, random).map(([from, to]) => {
    const part = values.subarray(from, to)
    const levels = Array.from(part, (value) => (Number.isNaN(value) ? 0 : 1))
    const present = part.filter((value) => !Number.isNaN(value))
    const isFull = present.length === part.length && random.chance(0.5)
    const runs = isFull ? repeated(part.length, 1) : packed(levels, 1)
    if (!inDictionary)
      return optionalPage(part.length, runs, new Uint8Array(Float64Array.from(present).buffer))
    const numbers = Array.from(present, (value) => distinct.indexOf(value))
    const looked = Uint8Array.of(8, ...packed(numbers, 8))
    return optionalPage(part.length, runs, looked, "RLE_DICTIONARY")
  })
  return inDictionary ? [dictionaryPage(Float64Array.from(distinct)), ...pages] : pages
}

function secondVersion(days: Int32Array, values: Float64Array, random: Random): Uint8Array {
  const codec = random.pick(["SNAPPY", "UNCOMPRESSED", "GZIP", "BROTLI"] as const)
  const encoding = random.pick([undefined, "RLE_DICTIONARY", "BYTE_STREAM_SPLIT", "PLAIN"] as const)
  const data = Array.from(values, (value) => (Number.isNaN(value) ? null : value))
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "date", data: Array.from(days) },
        { name: "hrp", data, ...(encoding === undefined ? {} : { encoding }) },
      ],
      schema: [
        { name: "root", num_children: 2 },
        {
          name: "date",
          type: "INT32",
          repetition_type: random.pick(["REQUIRED", "OPTIONAL"] as const),
          logical_type: { type: "DATE" },
        },
        optionalDouble("hrp"),
      ],
      codec,
      compressors: {
        GZIP: (bytes) => zlib.gzipSync(bytes),
        BROTLI: (bytes) => zlib.brotliCompressSync(bytes),
      },
      rowGroupSize: random.pick([3, 10, 1000]),
      pageSize: random.pick([32, 1_048_576]),
    }),
  )
}
