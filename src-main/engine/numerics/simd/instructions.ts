/**
 * The few WebAssembly instructions that the kernels are made of, as bytes
 * (WebAssembly Core Specification 2.0, 5.4 Instructions).
 */
export type Bytes = readonly number[]

/** Unsigned LEB128. */
export function unsigned(value: number): Bytes {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest & 0x7f
    rest >>>= 7
    bytes.push(rest === 0 ? low : low | 0x80)
  } while (rest !== 0)
  return bytes
}

/** Signed LEB128. */
function signed(value: number): Bytes {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f
    const last = (rest >> 7 === 0 && (low & 0x40) === 0) || (rest >> 7 === -1 && (low & 0x40) !== 0)
    bytes.push(last ? low : low | 0x80)
    if (last) return bytes
  }
}

export const get = (local: number): Bytes => [0x20, ...unsigned(local)]
export const set = (local: number, value: Bytes): Bytes => [...value, 0x21, ...unsigned(local)]
export const constant = (value: number): Bytes => [0x41, ...signed(value)]
export const add = (left: Bytes, right: Bytes): Bytes => [...left, ...right, 0x6a]
export const lessThan = (left: Bytes, right: Bytes): Bytes => [...left, ...right, 0x49]

/** Runs the body, and again while the condition holds. */
export const repeatWhile = (condition: Bytes, ...body: readonly Bytes[]): Bytes => [
  0x03,
  0x40,
  ...body.flat(),
  ...condition,
  0x0d,
  0x00,
  0x0b,
]

const vector = (opcode: number): Bytes => [0xfd, ...unsigned(opcode)]
const ALIGNED_TO_8 = 3

export const zeroVector: Bytes = [...vector(0x0c), ...Array.from({ length: 16 }, () => 0)]
export const loadPair = (address: Bytes, offset: number): Bytes => [
  ...address,
  ...vector(0x00),
  ALIGNED_TO_8,
  ...unsigned(offset),
]
/** One float64 in both lanes. */
export const loadTwice = (address: Bytes, offset: number): Bytes => [
  ...address,
  ...vector(0x0a),
  ALIGNED_TO_8,
  ...unsigned(offset),
]
export const storePair = (address: Bytes, offset: number, value: Bytes): Bytes => [
  ...address,
  ...value,
  ...vector(0x0b),
  ALIGNED_TO_8,
  ...unsigned(offset),
]
export const addPairs = (left: Bytes, right: Bytes): Bytes => [...left, ...right, ...vector(0xf0)]
export const multiplyPairs = (left: Bytes, right: Bytes): Bytes => [...left, ...right, ...vector(0xf2)]
