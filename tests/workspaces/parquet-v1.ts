import type { CompressionCodec, Encoding, PageHeader, SchemaElement } from "hyparquet"
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js"
import { writePageHeader } from "hyparquet-writer/src/datapage.js"
import { writeMetadata } from "hyparquet-writer/src/metadata.js"

/**
 * Parquet files with pages of the first version, as pyarrow, pandas and polars write them (hyparquet-writer writes the
 * second alone); every byte of them can be made wrong.
 */

/** A page; sizes that are left out are the right ones. */
export interface MadePage {
  readonly header: Omit<PageHeader, "uncompressed_page_size" | "compressed_page_size"> & Partial<PageHeader>
  readonly bytes: Uint8Array
}

export interface MadeColumn {
  readonly element: SchemaElement
  /** The pages of each row group. */
  readonly groups: readonly (readonly MadePage[])[]
}

export interface MadeFile {
  readonly columns: readonly MadeColumn[]
  /** Rows of each row group. */
  readonly rows: readonly number[]
  readonly codec?: CompressionCodec
  readonly compress?: (bytes: Uint8Array) => Uint8Array
}

export function madeParquet({ columns, rows, codec = "UNCOMPRESSED", compress }: MadeFile): Uint8Array {
  const writer = new ByteWriter()
  writer.appendUint32(MAGIC)
  const chunks = rows.map((count, group) =>
    columns.map(({ element, groups }) => {
      const from = writer.offset
      for (const { header, bytes } of groups[group]!) {
        const stored = compress === undefined ? bytes : compress(bytes)
        const sizes = { uncompressed_page_size: bytes.length, compressed_page_size: stored.length }
        writePageHeader(writer, { ...sizes, ...header })
        writer.appendBytes(stored)
      }
      return chunkOf(element, count, codec, from, writer.offset)
    }),
  )
  writeMetadata(writer, {
    version: 2,
    created_by: "handmade",
    schema: [{ name: "root", num_children: columns.length }, ...columns.map(({ element }) => element)],
    num_rows: BigInt(rows.reduce((sum, count) => sum + count, 0)),
    row_groups: chunks.map((group, i) => ({
      columns: group,
      total_byte_size: 0n,
      num_rows: BigInt(rows[i]!),
    })),
    metadata_length: 0,
  })
  writer.appendUint32(MAGIC)
  return new Uint8Array(writer.getBuffer())
}

/** "PAR1". */
const MAGIC = 0x31524150

function chunkOf(element: SchemaElement, rows: number, codec: CompressionCodec, from: number, to: number) {
  return {
    file_offset: 0n,
    meta_data: {
      type: element.type!,
      encodings: ["PLAIN" as const],
      path_in_schema: [element.name],
      codec,
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(to - from),
      total_compressed_size: BigInt(to - from),
      data_page_offset: BigInt(from),
    },
  }
}

/** A data page of a column that can lack values: levels, with their length before them, and values. */
export function optionalPage(
  rows: number,
  levels: Uint8Array,
  values: Uint8Array,
  encoding: Encoding = "PLAIN",
): MadePage {
  const bytes = new Uint8Array(4 + levels.length + values.length)
  new DataView(bytes.buffer).setUint32(0, levels.length, true)
  bytes.set(levels, 4)
  bytes.set(values, 4 + levels.length)
  const data_page_header = {
    num_values: rows,
    encoding,
    definition_level_encoding: "RLE",
    repetition_level_encoding: "RLE",
  } as const
  return { header: { type: "DATA_PAGE", data_page_header }, bytes }
}

export function dictionaryPage(values: Float64Array): MadePage {
  const dictionary_page_header = { num_values: values.length, encoding: "PLAIN" } as const
  return { header: { type: "DICTIONARY_PAGE", dictionary_page_header }, bytes: new Uint8Array(values.buffer) }
}

/** A run of one number of at most eight bits. */
export function repeated(count: number, value: number): Uint8Array {
  return Uint8Array.of(...varint(count * 2), value)
}

/** Numbers of `width` bits, filled up to whole groups of eight. */
export function packed(numbers: ArrayLike<number>, width: number): Uint8Array {
  const groups = Math.ceil(numbers.length / 8)
  const bytes = new Uint8Array(groups * width)
  for (let i = 0; i < numbers.length; i++) {
    for (let bit = 0; bit < width; bit++) {
      const at = i * width + bit
      bytes[at >> 3]! |= ((numbers[i]! >> bit) & 1) << (at & 7)
    }
  }
  return Uint8Array.of(...varint(groups * 2 + 1), ...bytes)
}

export function varint(number: number): number[] {
  const bytes: number[] = []
  let rest = number
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

/** What polars calls a date: days since 1970, each present. */
export function dateColumn(groups: readonly (readonly number[])[]): MadeColumn {
  return {
    element: {
      name: "date",
      type: "INT32",
      repetition_type: "OPTIONAL",
      converted_type: "DATE",
      logical_type: { type: "DATE" },
    },
    groups: groups.map((days) => [
      optionalPage(days.length, repeated(days.length, 1), new Uint8Array(Int32Array.from(days).buffer)),
    ]),
  }
}

export const optionalDouble = (name: string): SchemaElement => ({
  name,
  type: "DOUBLE",
  repetition_type: "OPTIONAL",
})
