import { uniformFor } from "#engine/workspace/sample/random/generator"
import { normalFrom } from "#engine/workspace/sample/random/normal"

/** Daily returns that depend on the name alone: standard deviation 1 %, drift 0.05 %. */
export function seededReturns(name: string, count: number, seed = 1): Float64Array {
  const normal = normalFrom(uniformFor(seed, name))
  return Float64Array.from({ length: count }, () => 0.0005 + 0.01 * normal())
}

/**
 * The series s_k(t) of the fixtures SYN3, SYN5, SYN6 (the platform's golden numbers, reference 6.3):
 * t = 0..149, daily from 2025-01-01.
 */
export function synthetic(k: number, t: number): number {
  const f = 0.012 * Math.sin(0.37 * t + 0.2) + 0.006 * Math.cos(1.3 * t)
  const own = 0.004 * (k + 1) * Math.sin(0.9 * (k + 1) * t + 0.5 * k * k + 0.1)
  return 0.0004 * (k + 1) - 0.0006 + (0.9 - 0.35 * k) * f + own
}

/** s_k at t = 0..149. */
export function syntheticSeries(k: number): Float64Array {
  return Float64Array.from({ length: 150 }, (_, t) => synthetic(k, t))
}
