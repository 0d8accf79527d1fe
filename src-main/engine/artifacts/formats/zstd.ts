import * as zlib from "node:zlib"

type Expand = (bytes: Uint8Array) => Uint8Array

/** Expands Zstandard frames where this Node can (22.15 and later); undefined elsewhere. */
export const expandZstd: Expand | undefined =
  "zstdDecompressSync" in zlib ? (zlib.zstdDecompressSync as Expand) : undefined
