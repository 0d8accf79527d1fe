import * as zlib from "node:zlib"
import { Decompress } from "fzstd"

/**
 * Expands Zstandard frames (RFC 8878) to at most `most` bytes; by Node where it can (22.15 and later), else by fzstd.
 * Throws on bytes that are no frame and on frames that expand to more.
 */
export function expandZstd(bytes: Uint8Array, most: number): Uint8Array {
  return nativeZstd === undefined
    ? expandZstdPortably(bytes, most)
    : nativeZstd(bytes, { maxOutputLength: Math.max(most, 1) })
}

type Expand = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array

const nativeZstd: Expand | undefined =
  "zstdDecompressSync" in zlib ? (zlib.zstdDecompressSync as Expand) : undefined

/** What the reference library takes at most without being asked for more. */
const LARGEST_WINDOW = 2 ** 27

/** As `expandZstd`, in plain JavaScript: the same everywhere, but slower, and of one frame alone. */
export function expandZstdPortably(bytes: Uint8Array, most: number): Uint8Array {
  const { window, content, blocksAt, hasChecksum } = frameHeader(bytes)
  if (window > LARGEST_WINDOW) throw new Error(`a Zstandard window of ${window} bytes`)
  if (content !== undefined && content > most) throw new Error(`a Zstandard frame of ${content} bytes`)
  // fzstd would take a window for each frame that follows, as large as that one says.
  const end = endOfBlocks(bytes, blocksAt) + (hasChecksum ? 4 : 0)
  if (end !== bytes.length) throw new Error(`a Zstandard frame of ${end} bytes in ${bytes.length}`)

  const blocks: Uint8Array[] = []
  let length = 0
  // Streamed, since fzstd tells how much it wrote by the blocks alone.
  const stream = new Decompress((block) => {
    length += block.length
    if (length > most) throw new Error(`a Zstandard frame of more than ${most} bytes`)
    blocks.push(block)
  })
  stream.push(bytes, true)
  if (content !== undefined && length !== content) {
    throw new Error(`a Zstandard frame of ${content} bytes that expands to ${length}`)
  }
  return joined(blocks, length)
}

function joined(blocks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = blocks
  if (first?.length === length) return first
  const whole = new Uint8Array(length)
  let at = 0
  for (const block of blocks) {
    whole.set(block, at)
    at += block.length
  }
  return whole
}

interface FrameHeader {
  readonly window: number
  /** What the frame says to expand to; it need not. */
  readonly content: number | undefined
  readonly blocksAt: number
  readonly hasChecksum: boolean
}

/** RFC 8878, 3.1.1.1. */
function frameHeader(bytes: Uint8Array): FrameHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== 0xfd2fb528) throw new Error("no Zstandard frame")
  const flags = view.getUint8(4)
  if ((flags & 3) !== 0) throw new Error("a Zstandard frame that needs a dictionary")
  const hasChecksum = (flags & 4) !== 0
  const isSingleSegment = (flags & 0x20) !== 0
  const at = isSingleSegment ? 5 : 6
  const [size, content] = contentSize(view, at, flags >> 6, isSingleSegment)
  if (isSingleSegment) return { window: content ?? 0, content, blocksAt: at + size, hasChecksum }
  const descriptor = view.getUint8(5)
  const base = 2 ** (10 + (descriptor >> 3))
  const window = base + (base / 8) * (descriptor & 7)
  return { window, content, blocksAt: at + size, hasChecksum }
}

/** Bytes of the field, and what it says. */
function contentSize(
  view: DataView,
  at: number,
  kind: number,
  isSingleSegment: boolean,
): readonly [number, number | undefined] {
  if (kind === 1) return [2, view.getUint16(at, true) + 256]
  if (kind === 2) return [4, view.getUint32(at, true)]
  if (kind === 3) return [8, Number(view.getBigUint64(at, true))]
  return isSingleSegment ? [1, view.getUint8(at)] : [0, undefined]
}

/** Where the last block ends (RFC 8878, 3.1.1.2); a block that repeats one byte holds only that. */
function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  for (let isLast = false; !isLast; ) {
    if (at + 3 > bytes.length) throw new Error("a Zstandard frame without its last block")
    const header = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16)
    isLast = (header & 1) === 1
    at += 3 + (((header >> 1) & 3) === 1 ? 1 : header >> 3)
  }
  return at
}
