import type { ReturnFrame } from "#engine/numerics/frame"

const SEED = 20_240_601
const FIRST_DAY = 18_262

/** The k-th draw of mulberry32, in [0, 1). */
function uniform(k: number): number {
  const a = (SEED + Math.imul(k + 1, 0x6d2b79f5)) | 0
  let t = Math.imul(a ^ (a >>> 15), a | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** The k-th normal draw, by Box and Muller. */
function normal(k: number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform(2 * k))) * Math.cos(2 * Math.PI * uniform(2 * k + 1))
}

const fraction = (value: number): number => value - Math.floor(value)

/**
 * Rule-generated returns with a market, ten blocks and own noise; the rule is `generator` in
 * tests/golden/bench_synthetic.json. Days are consecutive weekdays.
 */
export function syntheticReturns(n: number, rows = 1260): ReturnFrame {
  const market = Float64Array.from({ length: rows }, (_, t) => normal(t))
  const blocks = Float64Array.from({ length: rows * 10 }, (_, k) => normal(rows + k))
  const values = new Float64Array(n * rows)
  for (let i = 0; i < n; i++) {
    const volatility = 0.008 + 0.012 * fraction(i * 0.6180339887498949)
    const drift = 0.0002 + 0.0003 * fraction(i * 0.7548776662466927)
    for (let t = 0; t < rows; t++) {
      const own = normal(rows * 11 + t * n + i)
      values[i * rows + t] =
        drift + 0.008 * market[t]! + 0.006 * blocks[t * 10 + (i % 10)]! + volatility * own
    }
  }
  const days = Int32Array.from({ length: rows }, (_, t) => FIRST_DAY + 5 + 7 * Math.floor(t / 5) + (t % 5))
  return { days, names: Array.from({ length: n }, (_, i) => `a${String(i).padStart(4, "0")}`), values }
}
