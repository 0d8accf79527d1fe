import type { DecodedArray, Encoding, SchemaElement } from "hyparquet"
import { convert, DEFAULT_PARSERS } from "hyparquet/src/convert.js"
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from "hyparquet/src/delta.js"
import { byteStreamSplit } from "hyparquet/src/encoding.js"
import { readPlain } from "hyparquet/src/plain.js"
import { readVarInt } from "hyparquet/src/thrift.js"
import { readRuns } from "./parquet-runs"

interface Reader {
  readonly view: DataView
  offset: number
}

/**
 * `count` values of a data page.
 *
 * @param bytes the page, expanded and without its levels
 * @throws when the page is too short for them, or names values that its dictionary lacks
 */
export function decodeValues(
  bytes: Uint8Array,
  encoding: Encoding,
  count: number,
  element: SchemaElement,
  dictionary: DecodedArray | undefined,
): DecodedArray {
  if (count === 0) return []
  if (encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY") {
    return lookUp(readRuns(bytes, 1, bytes.length, bytes[0] ?? 33, count), dictionary ?? [])
  }
  return converted(decode(readerOf(bytes), encoding, count, element), element)
}

/** The values of a dictionary page, which are plain. */
export function decodeDictionary(bytes: Uint8Array, count: number, element: SchemaElement): DecodedArray {
  return count === 0 ? [] : converted(plain(readerOf(bytes), count, element), element)
}

function lookUp(indexes: Uint32Array, dictionary: DecodedArray): DecodedArray {
  const values: DecodedArray = Array.isArray(dictionary)
    ? []
    : new (constructorOf(dictionary))(indexes.length)
  for (let i = 0; i < indexes.length; i++) {
    const index = indexes[i]!
    if (index >= dictionary.length) throw new Error(`value ${index} of a dictionary of ${dictionary.length}`)
    values[i] = dictionary[index]
  }
  return values
}

function constructorOf(array: Exclude<DecodedArray, unknown[]>) {
  return array.constructor as new (
    length: number,
  ) => Exclude<DecodedArray, unknown[]>
}

function decode(reader: Reader, encoding: Encoding, count: number, element: SchemaElement): DecodedArray {
  const type = element.type!
  if (encoding === "PLAIN") return plain(reader, count, element)
  if (encoding === "BYTE_STREAM_SPLIT") {
    checkLength(reader, count * (sizes[type] ?? 1))
    return byteStreamSplit(reader, count, type, element.type_length)
  }
  if (encoding === "DELTA_BINARY_PACKED") {
    const values = type === "INT32" ? new Int32Array(count) : new BigInt64Array(count)
    checkDelta(reader, count)
    deltaBinaryUnpack(reader, count, values)
    return values
  }
  if (encoding === "DELTA_LENGTH_BYTE_ARRAY" || encoding === "DELTA_BYTE_ARRAY") {
    return deltaTexts(reader, encoding, count)
  }
  throw new Error(`the encoding ${encoding}`)
}

/** Bytes that a plain value takes, of texts the least. */
const sizes: Readonly<Record<string, number>> = {
  INT32: 4,
  INT64: 8,
  INT96: 12,
  FLOAT: 4,
  DOUBLE: 8,
  BYTE_ARRAY: 4,
}

function plain(reader: Reader, count: number, { type, type_length }: SchemaElement): DecodedArray {
  const size = sizes[type!]
  if (size === undefined) throw new Error(`values of the type ${type}`)
  checkLength(reader, count * size)
  const values = readPlain(reader, type!, count, type_length)
  checkLength(reader, 0)
  return values
}

function checkLength({ view, offset }: Reader, more: number): void {
  if (offset + more > view.byteLength) {
    throw new Error(`a page of ${view.byteLength} bytes where ${offset + more} are needed`)
  }
}

/** Encodings.md: a block is a multiple of 128 values, a miniblock of 32. */
function checkDelta(reader: Reader, count: number): void {
  const ahead = { ...reader }
  const block = readVarInt(ahead)
  const miniblocks = readVarInt(ahead)
  const total = readVarInt(ahead)
  const isWhole =
    miniblocks > 0 && block > 0 && block <= 2 ** 20 && block % 128 === 0 && (block / miniblocks) % 32 === 0
  if (!isWhole || total !== count) {
    throw new Error(`${total} differences in blocks of ${block} and ${miniblocks}, for ${count} values`)
  }
}

/** Bytes of the texts of a page, prefixes written out, at most. */
const MOST_TEXT = 2 ** 26

function deltaTexts(
  reader: Reader,
  encoding: "DELTA_LENGTH_BYTE_ARRAY" | "DELTA_BYTE_ARRAY",
  count: number,
): DecodedArray {
  const ahead = { ...reader }
  let stored = 0
  let longest = 0
  for (let part = encoding === "DELTA_BYTE_ARRAY" ? 2 : 1; part > 0; part--) {
    checkDelta(ahead, count)
    const lengths = new Int32Array(count)
    deltaBinaryUnpack(ahead, count, lengths)
    stored = 0
    for (const length of lengths) {
      if (length < 0) throw new Error(`a text of ${length} bytes`)
      longest = Math.max(longest, length)
      stored += length
    }
  }
  checkLength(ahead, stored)
  if (longest * count > MOST_TEXT) throw new Error(`${count} texts of up to ${longest} bytes`)
  const texts: Uint8Array[] = []
  if (encoding === "DELTA_BYTE_ARRAY") deltaByteArray(reader, count, texts)
  else deltaLengthByteArray(reader, count, texts)
  return texts
}

function converted(values: DecodedArray, element: SchemaElement): DecodedArray {
  return convert(values, {
    type: element.type!,
    element,
    pathInSchema: [element.name],
    schemaPath: [],
    codec: "UNCOMPRESSED",
    parsers: DEFAULT_PARSERS,
  })
}

function readerOf(bytes: Uint8Array): Reader {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
}
