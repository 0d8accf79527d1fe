import * as zlib from "node:zlib"
import { type CompressionCodec, snappyUncompress } from "hyparquet"
import { expandLz4Block } from "./lz4"
import { expandZstd } from "./zstd"

type Expand = (bytes: Uint8Array, length: number) => Uint8Array

const codecs: Partial<Record<CompressionCodec, Expand>> = {
  UNCOMPRESSED: (bytes) => bytes,
  SNAPPY: (bytes, length) => {
    const expanded = new Uint8Array(length)
    snappyUncompress(bytes, expanded)
    return expanded
  },
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(length, 1) }),
  LZ4_RAW: expandLz4Block,
  ZSTD: expandZstd,
}

/** The bytes of a page, `length` of them when expanded. Throws on other lengths and on codecs that are not read. */
export function expandPage(bytes: Uint8Array, codec: CompressionCodec, length: number): Uint8Array {
  const expand = codecs[codec]
  if (expand === undefined) throw new Error(`the compression codec ${codec}`)
  // A page without values may be compressed to nothing at all.
  if (length === 0 && bytes.length === 0) return bytes
  const page = expand(bytes, length)
  if (page.length !== length) throw new Error(`a page of ${page.length} bytes that says ${length}`)
  return page
}
