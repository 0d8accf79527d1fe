import { frameOf, type ReturnFrame } from "#engine/numerics/frame"

/** 2025-01-01 as days since 1970-01-01. */
const FIRST_DAY = 20_089

/** The first `n` columns of the rule-generated fixture SYN (reference 6.3): 150 daily rows from 2025-01-01. */
export function syn(n: number): ReturnFrame {
  const rows = 150
  const days = Int32Array.from({ length: rows }, (_, t) => FIRST_DAY + t)
  const columns = Array.from({ length: n }, (_, k) => ({
    name: `s${k}`,
    values: Float64Array.from({ length: rows }, (_, t) => {
      const factor = 0.012 * Math.sin(0.37 * t + 0.2) + 0.006 * Math.cos(1.3 * t)
      const own = 0.004 * (k + 1) * Math.sin(0.9 * (k + 1) * t + 0.5 * k * k + 0.1)
      return 0.0004 * (k + 1) - 0.0006 + (0.9 - 0.35 * k) * factor + own
    }),
  }))
  return frameOf(days, columns)
}
