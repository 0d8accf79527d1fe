/**
 * Reads `count` whole numbers in Parquet's hybrid of run-length and bit-packed runs (Encodings.md, "RLE = 3").
 *
 * @param bytes a page, of which the runs are from byte `from` up to byte `end`
 * @param width bits of a number, 0 to 32
 * @throws when the runs hold fewer numbers, or repeat one beyond the last; packed numbers may be filled up, as
 * writers do to whole groups of 8, 32 or 256
 */
export function readRuns(
  bytes: Uint8Array,
  from: number,
  end: number,
  width: number,
  count: number,
): Uint32Array {
  if (width > 32 || from > end || end > bytes.length) throw new Error(`runs of ${width} bits up to ${end}`)
  const numbers = new Uint32Array(count)
  // Of no bits, zero is all there is; writers leave the runs out, or write one.
  if (width === 0) return numbers
  const size = (width + 7) >> 3
  let at = from
  let seen = 0
  while (seen < count) {
    let header = 0
    let shift = 0
    for (let more = true; more; shift += 7) {
      const byte = at < end ? bytes[at++]! : 0xff
      if (shift > 28) throw new Error("a run's length that does not end")
      header += (byte & 0x7f) * 2 ** shift
      more = byte > 0x7f
    }
    const length = Math.floor(header / 2)
    if (header % 2 === 0) {
      if (at + size > end || length > count - seen) throw new Error(`a run of ${length} at number ${seen}`)
      let value = 0
      for (let i = 0; i < size; i++) value += bytes[at++]! * 2 ** (8 * i)
      numbers.fill(value, seen, seen + length)
      seen += length
    } else {
      const values = Math.min(8 * length, count - seen)
      // The last group may be cut behind its last number.
      if (at + Math.ceil((values * width) / 8) > end)
        throw new Error(`${8 * length} packed numbers at ${seen}`)
      unpack(bytes, at, width, numbers, seen, values)
      at += length * width
      seen += values
    }
  }
  return numbers
}

function unpack(
  bytes: Uint8Array,
  from: number,
  width: number,
  numbers: Uint32Array,
  start: number,
  count: number,
): void {
  let at = from
  let held = 0
  let bits = 0
  // Multiplied, not shifted: up to 39 bits are held.
  const modulus = 2 ** width
  for (let i = 0; i < count; i++) {
    while (bits < width) {
      held += bytes[at++]! * 2 ** bits
      bits += 8
    }
    numbers[start + i] = held % modulus
    held = Math.floor(held / modulus)
    bits -= width
  }
}
