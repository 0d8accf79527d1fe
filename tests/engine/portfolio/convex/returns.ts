import { frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { letters } from "./support"

/** A frame of the given columns on consecutive days, named a, b, c, ... */
export function frame(...columns: readonly (readonly number[])[]): ReturnFrame {
  const days = Int32Array.from(columns[0]!, (_, t) => t)
  return frameOf(
    days,
    letters(columns.length).map((name, i) => ({ name, values: columns[i]! })),
  )
}

/**
 * N columns of T returns of daily size by a fixed rule: uniform numbers of mulberry32 from the seed,
 * a common part and an own part for each column.
 */
export function ruledFrame(n: number, rows: number, seed: number): ReturnFrame {
  let state = seed
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 - 0.5
  }
  const common = Array.from({ length: rows }, uniform)
  const columns = Array.from({ length: n }, (_, i) =>
    common.map((value) => 0.0003 + 0.02 * value + (0.01 + (0.02 * i) / n) * uniform()),
  )
  return frame(...columns)
}
