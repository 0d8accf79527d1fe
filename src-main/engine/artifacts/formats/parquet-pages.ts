import * as zlib from "node:zlib"
import type { ColumnMetaData, DecodedArray, PageHeader, SchemaElement } from "hyparquet"
import { parquetHeader } from "hyparquet/src/column.js"
import { expandPage } from "./parquet-codec"
import { rangeOf } from "./parquet-footer"
import { readRuns } from "./parquet-runs"
import { decodeDictionary, decodeValues } from "./parquet-values"

/** The rows of one data page. */
export interface Page {
  readonly rows: number
  /** 1 where a row has a value, 0 where it has none; undefined where all have one. */
  readonly levels: Uint32Array | undefined
  /** As many as rows have one. */
  readonly values: DecodedArray
}

/**
 * The data pages of a column chunk of a flat column. Every count that a page states is held against the bytes that
 * there are before anything is made of it. Throws on a page that is not whole and on rows too few or too many.
 */
export function* readPages(file: Uint8Array, chunk: ColumnMetaData, element: SchemaElement): Generator<Page> {
  const [from, to] = rangeOf(chunk)
  const reader = { view: new DataView(file.buffer, file.byteOffset + from, to - from), offset: 0 }
  let left = Number(chunk.num_values)
  let dictionary: DecodedArray | undefined
  while (left > 0) {
    if (reader.offset >= to - from) throw new Error(`${left} rows of column ${element.name} are missing`)
    const header = parquetHeader(reader)
    const at = from + reader.offset
    const size = header.compressed_page_size
    if (!(size >= 0 && at + size <= to)) throw new Error(`a page of ${size} bytes at ${at} of ${to}`)
    const stored = file.subarray(at, at + size)
    reader.offset += size
    if (header.crc !== undefined && (zlib.crc32(stored) | 0) !== header.crc) {
      throw new Error(`a page of column ${element.name} whose checksum is not that of its bytes`)
    }
    if (header.type === "DICTIONARY_PAGE") {
      dictionary = readDictionary(stored, header, chunk, element)
      continue
    }
    const page = readDataPage(stored, header, chunk, element, { left, dictionary })
    left -= page.rows
    yield page
  }
}

interface Known {
  /** Rows of the chunk that no page has had yet. */
  readonly left: number
  readonly dictionary: DecodedArray | undefined
}

function readDataPage(
  stored: Uint8Array,
  header: PageHeader,
  chunk: ColumnMetaData,
  element: SchemaElement,
  { left, dictionary }: Known,
): Page {
  const { data_page_header: first, data_page_header_v2: second } = header
  const stated = header.type === "DATA_PAGE" ? first : header.type === "DATA_PAGE_V2" ? second : undefined
  if (stated === undefined) throw new Error(`a page of the kind ${header.type}`)
  const rows = stated.num_values
  if (!(rows >= 0 && rows <= left)) throw new Error(`a page of ${rows} rows where ${left} are left`)
  checkSize(header.uncompressed_page_size, rows, element)

  const { levels, present, bytes } =
    stated === second
      ? splitSecond(stored, header.uncompressed_page_size, second, chunk, element)
      : splitFirst(expandPage(stored, chunk.codec, header.uncompressed_page_size), first!, element)
  const values = decodeValues(bytes, stated.encoding, present, element, dictionary)
  return { rows, levels: present === rows ? undefined : levels, values }
}

interface SplitPage {
  readonly levels: Uint32Array | undefined
  /** Rows with a value. */
  readonly present: number
  readonly bytes: Uint8Array
}

/** A page of the first version: the levels have their length before them and are compressed with the values. */
function splitFirst(
  page: Uint8Array,
  { num_values: rows, definition_level_encoding }: NonNullable<PageHeader["data_page_header"]>,
  { name, repetition_type }: SchemaElement,
): SplitPage {
  if (repetition_type === "REQUIRED") return { levels: undefined, present: rows, bytes: page }
  if (definition_level_encoding !== "RLE") {
    throw new Error(`levels of column ${name} in the encoding ${definition_level_encoding}`)
  }
  const length = new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(0, true)
  const levels = readRuns(page, 4, 4 + length, 1, rows)
  return { levels, present: countPresent(levels), bytes: page.subarray(4 + length) }
}

/** A page of the second version: the header has the length of the levels, which are not compressed. */
function splitSecond(
  stored: Uint8Array,
  size: number,
  stated: NonNullable<PageHeader["data_page_header_v2"]>,
  { codec }: ColumnMetaData,
  { name, repetition_type }: SchemaElement,
): SplitPage {
  const { num_values: rows, num_nulls, is_compressed } = stated
  const length = stated.definition_levels_byte_length
  if (stated.repetition_levels_byte_length !== 0 || !(length >= 0 && length <= stored.length)) {
    throw new Error(`levels of column ${name} in ${length} bytes of ${stored.length}`)
  }
  const isRequired = repetition_type === "REQUIRED"
  const levels = isRequired ? undefined : readRuns(stored, 0, length, 1, rows)
  const present = levels === undefined ? rows : countPresent(levels)
  if (present !== rows - num_nulls)
    throw new Error(`${rows - present} rows without a value, not ${num_nulls}`)
  const rest = stored.subarray(length)
  const bytes = is_compressed === false ? rest : expandPage(rest, codec, size - length)
  return { levels, present, bytes }
}

function readDictionary(
  stored: Uint8Array,
  header: PageHeader,
  { codec }: ColumnMetaData,
  element: SchemaElement,
): DecodedArray {
  const count = header.dictionary_page_header?.num_values ?? -1
  if (count < 0) throw new Error(`a dictionary of ${count} values`)
  checkSize(header.uncompressed_page_size, count, element)
  return decodeDictionary(expandPage(stored, codec, header.uncompressed_page_size), count, element)
}

/** Bytes of a page of text at most. */
const LARGEST_TEXT_PAGE = 2 ** 26

/** An expanded page is as large as its header says: no larger than so many values can be in any encoding. */
function checkSize(size: number, values: number, { name, type }: SchemaElement): void {
  const most = type === "BYTE_ARRAY" ? LARGEST_TEXT_PAGE : 4096 + 32 * values
  if (!(size >= 0 && size <= most)) {
    throw new Error(`a page of column ${name} with ${values} values in ${size} bytes`)
  }
}

function countPresent(levels: Uint32Array): number {
  let present = 0
  for (const level of levels) present += level
  return present
}
