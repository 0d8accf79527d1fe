/** Gives uniform numbers in the open interval (0, 1), 53 bits each. */
export type Uniform = () => number

/**
 * A reproducible source of uniform numbers for one named thing: the same seed and name always give
 * the same sequence, and one thing's draws never shift another's.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand) on 32-bit integers, seeded through FNV-1a and a
 * murmur3 finaliser; integer arithmetic alone, so exact on every machine.
 */
export function uniformFor(seed: number, name: string): Uniform {
  let a = mixed(seed ^ fnv1a(name))
  let b = mixed(a + 0x9e3779b9)
  let c = mixed(b + 0x9e3779b9)
  let counter = 1
  const next = (): number => {
    const total = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + total
    c |= 0
    return total >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6) + 0.5) / 9_007_199_254_740_992
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

function mixed(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}
