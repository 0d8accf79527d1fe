import { ensure } from "#shared/problem/ensure"

const MAGIC = 0x184d2204

/**
 * Expands an LZ4 frame (lz4_Frame_format 1.6), as Arrow compresses its buffers. Checksums are skipped: the
 * caller compares lengths. Throws on bytes that are no frame.
 */
export function expandLz4Frame(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  ensure(bytes.length >= 7 && view.getUint32(0, true) === MAGIC, "an LZ4 frame begins with its magic number")
  const flags = bytes[4] ?? 0
  const blockChecksums = (flags & 0x10) !== 0
  let at = 6
  if ((flags & 0x08) !== 0) at += 8
  if ((flags & 0x01) !== 0) at += 4
  at += 1

  const output = new GrowingBytes(bytes.length * 4)
  for (;;) {
    const size = view.getUint32(at, true)
    at += 4
    if (size === 0) return output.taken()
    const length = size & 0x7fffffff
    const block = bytes.subarray(at, at + length)
    ensure(block.length === length, "an LZ4 block is as long as it says")
    if (size > 0x7fffffff) output.append(block)
    else expandBlock(block, output)
    at += length + (blockChecksums ? 4 : 0)
  }
}

/** Expands one raw LZ4 block, as Parquet's LZ4_RAW stores a page. Throws on a block that is not whole. */
export function expandLz4Block(block: Uint8Array, length: number): Uint8Array {
  const output = new GrowingBytes(length)
  expandBlock(block, output)
  return output.taken()
}

function expandBlock(block: Uint8Array, output: GrowingBytes): void {
  let at = 0
  const lengthFrom = (nibble: number): number => {
    let length = nibble
    if (nibble < 15) return length
    for (;;) {
      ensure(at < block.length, "an LZ4 length ends inside its block")
      const more = block[at++] ?? 0
      length += more
      if (more !== 255) return length
    }
  }
  while (at < block.length) {
    const token = block[at++] ?? 0
    const literals = lengthFrom(token >> 4)
    ensure(at + literals <= block.length, "LZ4 literals end inside their block")
    output.append(block.subarray(at, at + literals))
    at += literals
    // The last sequence has no match.
    if (at === block.length) return
    ensure(at + 2 <= block.length, "an LZ4 match has an offset of two bytes")
    const back = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    at += 2
    output.repeat(back, lengthFrom(token & 15) + 4)
  }
}

class GrowingBytes {
  private bytes: Uint8Array
  private length = 0

  public constructor(capacity: number) {
    this.bytes = new Uint8Array(Math.max(capacity, 64))
  }

  public append(part: Uint8Array): void {
    this.reserve(part.length)
    this.bytes.set(part, this.length)
    this.length += part.length
  }

  /** Copies `count` bytes from `back` bytes before the end; the two may overlap. */
  public repeat(back: number, count: number): void {
    ensure(back > 0 && back <= this.length, "an LZ4 match lies in what was expanded before it")
    this.reserve(count)
    const { bytes } = this
    let to = this.length
    for (let from = to - back, end = to + count; to < end; ) bytes[to++] = bytes[from++] ?? 0
    this.length = to
  }

  public taken(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.length))
    this.bytes = grown
  }
}
