import type { Random } from "../random"

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array

const TELLING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0a, 0x0d, 0x22, 0x2c, 0x5b, 0x7b]

const flipBit: Mutation = (bytes, random) => {
  const changed = Uint8Array.from(bytes)
  if (changed.length > 0) changed[random.below(changed.length)]! ^= 1 << random.below(8)
  return changed
}

const setByte: Mutation = (bytes, random) => {
  const changed = Uint8Array.from(bytes)
  if (changed.length > 0) changed[random.below(changed.length)] = random.pick(TELLING)
  return changed
}

/** Lengths and offsets are often stored as four bytes, and footers at the end. */
const setWord: Mutation = (bytes, random) => {
  const changed = Uint8Array.from(bytes)
  if (changed.length < 16) return changed
  const tail = random.chance(0.5) ? Math.min(changed.length, 200) : changed.length
  const at = changed.length - 4 - random.below(tail - 4)
  new DataView(changed.buffer).setUint32(at, random.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff]), true)
  return changed
}

const cutEnd: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1))

const cutOut: Mutation = (bytes, random) => {
  const from = random.below(bytes.length + 1)
  return joined(bytes.subarray(0, from), bytes.subarray(from + random.between(1, 40)))
}

const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1)
  const more = Uint8Array.from({ length: random.between(1, 40) }, () =>
    random.chance(0.5) ? random.pick(TELLING) : random.below(256),
  )
  return joined(bytes.subarray(0, at), more, bytes.subarray(at))
}

const splice: Mutation = (bytes, random) => {
  const from = random.below(bytes.length + 1)
  const piece = bytes.subarray(from, from + random.between(1, 200))
  const at = random.below(bytes.length + 1)
  return joined(bytes.subarray(0, at), piece, bytes.subarray(at))
}

const mutations = [flipBit, flipBit, setByte, setWord, cutEnd, cutOut, insert, splice]

/** One to four changes of the bytes that know nothing of what they mean. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes
  const rounds = random.chance(0.6) ? 1 : random.between(2, 4)
  for (let round = 0; round < rounds; round++) changed = random.pick(mutations)(changed, random)
  return changed
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
