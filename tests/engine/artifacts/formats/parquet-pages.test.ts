import * as zlib from "node:zlib"
import { parquetWriteBuffer } from "hyparquet-writer"
import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"
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
} from "../../../workspaces/parquet-v1"

const NONE = Number.NaN
const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer)

/** Days 20000 to 20004 and one page of a column that can lack values. */
function fiveRows(page: MadePage | readonly MadePage[], file: Partial<MadeFile> = {}): Uint8Array {
  const pages = Array.isArray(page) ? page : [page as MadePage]
  return madeParquet({
    columns: [
      dateColumn([[20000, 20001, 20002, 20003, 20004]]),
      { element: optionalDouble("ret"), groups: [pages] },
    ],
    rows: [5],
    ...file,
  })
}

async function valuesOf(bytes: Uint8Array): Promise<number[]> {
  const read = await readSeries(bytes, "x.parquet")
  if (!read.ok) throw new Error(read.problems[0].seen)
  return [...read.value.columns[0]!.values]
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const read = await readSeries(bytes, "x.parquet")
  if (read.ok) throw new Error(`read as ${read.value.columns[0]!.values.join()}`)
  expect(read.problems[0].code).toBe("file.format")
  return read.problems[0].seen
}

describe("a column that can lack values", () => {
  it("has NaN where one lacks, whether its levels are packed or repeated", async () => {
    const values = doubles(0.1, 0.2, 0.3)
    const asPacked = optionalPage(5, packed([1, 0, 1, 0, 1], 1), values)
    expect(await valuesOf(fiveRows(asPacked))).toEqual([0.1, NONE, 0.2, NONE, 0.3])
    const levels = Uint8Array.of(...repeated(2, 0), ...repeated(3, 1))
    expect(await valuesOf(fiveRows(optionalPage(5, levels, values)))).toEqual([NONE, NONE, 0.1, 0.2, 0.3])
  })

  it("may hold no value at all", async () => {
    expect(await valuesOf(fiveRows(optionalPage(5, repeated(5, 0), doubles())))).toEqual([
      NONE,
      NONE,
      NONE,
      NONE,
      NONE,
    ])
  })

  it("looks its values up in a dictionary", async () => {
    const numbers = Uint8Array.of(2, ...packed([3, 0, 1, 0], 2))
    const pages = [
      dictionaryPage(Float64Array.of(0.1, 0.2, 0.3, 0.4)),
      optionalPage(5, packed([1, 1, 1, 0, 1], 1), numbers, "RLE_DICTIONARY"),
    ]
    expect(await valuesOf(fiveRows(pages))).toEqual([0.4, 0.1, 0.2, NONE, 0.1])
  })

  it("is read over pages and row groups", async () => {
    const bytes = madeParquet({
      columns: [
        dateColumn([
          [1, 2, 3],
          [4, 5],
        ]),
        {
          element: optionalDouble("ret"),
          groups: [
            [optionalPage(1, repeated(1, 1), doubles(0.1)), optionalPage(2, packed([0, 1], 1), doubles(0.2))],
            [optionalPage(2, repeated(2, 1), doubles(0.3, 0.4))],
          ],
        },
      ],
      rows: [3, 2],
    })
    expect(await valuesOf(bytes)).toEqual([0.1, NONE, 0.2, 0.3, 0.4])
  })

  it("may fill its packed levels up far, as some writers do", async () => {
    const levels = packed([1, 1, 1, 1, 1, ...new Uint8Array(251)], 1)
    expect(await valuesOf(fiveRows(optionalPage(5, levels, doubles(1, 2, 3, 4, 5))))).toEqual([1, 2, 3, 4, 5])
  })
})

describe("a torn page is refused without making what it counts:", () => {
  const five = doubles(1, 2, 3, 4, 5)

  it.each([
    [
      "a run of levels longer than the page",
      optionalPage(5, repeated(2 ** 30, 1), five),
      "a run of 1073741824",
    ],
    [
      "a run of levels without end",
      optionalPage(5, Uint8Array.of(255, 255, 255, 255, 255, 255), five),
      "end",
    ],
    ["levels that are cut off", optionalPage(5, Uint8Array.of(...varint(8), 1), five), "runs|run of 255|end"],
    ["packed levels that are cut off", optionalPage(5, Uint8Array.of(3), five), "packed numbers"],
    [
      "levels that say to be longer than the page",
      {
        ...optionalPage(5, repeated(5, 1), five),
        bytes: Uint8Array.of(255, 255, 255, 127, 10, 1, ...five),
      },
      "runs of 1 bits",
    ],
    ["more rows than the row group", optionalPage(2 ** 31 - 1, repeated(5, 1), five), "where 5 are left"],
    [
      "fewer rows than the row group",
      optionalPage(3, repeated(3, 1), doubles(1, 2, 3)),
      "2 rows of column ret",
    ],
    ["fewer than no rows", optionalPage(-1, repeated(5, 1), five), "a page of -1 rows"],
    [
      "fewer values than levels",
      optionalPage(5, repeated(5, 1), doubles(1, 2)),
      "16 bytes where 40 are needed",
    ],
  ])("%s", async (_name, page, seen) => {
    expect(await refusalOf(fiveRows(page))).toMatch(new RegExp(seen))
  })

  it.each([
    ["a size far above its values", { uncompressed_page_size: 2 ** 31 - 1 }, "in 2147483647 bytes"],
    ["a size below none", { uncompressed_page_size: -8 }, "in -8 bytes"],
    ["more bytes than its column", { compressed_page_size: 2 ** 30 }, "a page of 1073741824 bytes"],
    ["fewer bytes than none", { compressed_page_size: -20 }, "a page of -20 bytes"],
    ["a checksum of other bytes", { crc: 1 }, "checksum"],
  ])("%s", async (_name, header, seen) => {
    const page = optionalPage(5, repeated(5, 1), five)
    expect(await refusalOf(fiveRows({ ...page, header: { ...page.header, ...header } }))).toContain(seen)
  })

  it("values that its dictionary lacks", async () => {
    const looking = (...numbers: number[]) => [
      dictionaryPage(Float64Array.of(0.1, 0.2)),
      optionalPage(5, repeated(5, 1), Uint8Array.from(numbers), "RLE_DICTIONARY"),
    ]
    expect(await refusalOf(fiveRows(looking(8, ...repeated(5, 2))))).toBe("value 2 of a dictionary of 2")
    expect(await refusalOf(fiveRows(looking(1, ...repeated(2 ** 27, 1))))).toContain("a run of 134217728")
    expect(await refusalOf(fiveRows(looking(200, 10, 1)))).toContain("runs of 200 bits")
    expect(await valuesOf(fiveRows(looking(0)))).toEqual([0.1, 0.1, 0.1, 0.1, 0.1])
  })

  it("values of a dictionary that is not there", async () => {
    const page = optionalPage(5, repeated(5, 1), Uint8Array.of(1, ...repeated(5, 0)), "RLE_DICTIONARY")
    expect(await refusalOf(fiveRows(page))).toBe("value 0 of a dictionary of 0")
  })

  it("differences in blocks of none", async () => {
    const page = optionalPage(5, repeated(5, 1), Uint8Array.of(0, 0, 5, 0, 0), "DELTA_BINARY_PACKED")
    expect(await refusalOf(fiveRows(page))).toContain("differences in blocks of 0 and 0")
  })

  it("a page that expands to more than it says", async () => {
    const compress = () => zlib.gzipSync(new Uint8Array(2 ** 24))
    const page = optionalPage(5, repeated(5, 1), five)
    expect(await refusalOf(fiveRows(page, { codec: "GZIP", compress }))).toMatch(/larger than|Cannot create/)
  })

  it("rows that no file of its size can hold", async () => {
    const columns = [
      dateColumn([[]]),
      { element: optionalDouble("ret"), groups: [[optionalPage(0, repeated(0, 0), doubles())]] },
    ]
    expect(await refusalOf(madeParquet({ columns, rows: [2 ** 31 - 1] }))).toContain(
      "2147483647 rows of 2 columns",
    )
  })
})

describe("a Parquet table is read from pages in", () => {
  const values = Array.from({ length: 600 }, (_, i) =>
    i % 7 === 3 ? null : Math.round(100 * Math.sin(i)) / 1e4,
  )
  const dates = values.map((_, i) => new Date(Date.UTC(2024, 0, 1 + i)))
  const expected = values.map((value) => value ?? NONE)

  function written(
    codec: "SNAPPY" | "GZIP" | "BROTLI" | "UNCOMPRESSED",
    encoding?: "BYTE_STREAM_SPLIT",
  ): Uint8Array {
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: "ret", data: values, type: "DOUBLE", ...(encoding === undefined ? {} : { encoding }) },
        { name: "date", data: dates },
      ],
      codec,
      compressors: {
        GZIP: (bytes) => zlib.gzipSync(bytes),
        BROTLI: (bytes) => zlib.brotliCompressSync(bytes),
      },
      rowGroupSize: 250,
    })
    return new Uint8Array(buffer)
  }

  it.each(["SNAPPY", "GZIP", "BROTLI", "UNCOMPRESSED"] as const)(
    "%s, of the second version",
    async (codec) => {
      expect(await valuesOf(written(codec))).toEqual(expected)
    },
  )

  it("split bytes", async () => {
    expect(await valuesOf(written("SNAPPY", "BYTE_STREAM_SPLIT"))).toEqual(expected)
  })
})
