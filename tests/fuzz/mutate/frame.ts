import { frameOf, type ReturnFrame } from "#engine/numerics/frame"
import type { Random } from "../random"

type Column = (rows: number, random: Random, earlier: readonly Float64Array[]) => Float64Array

const filled = (rows: number, value: (t: number) => number) =>
  Float64Array.from({ length: rows }, (_, t) => value(t))
const noise = (rows: number, random: Random, size: number, drift = 0) =>
  filled(rows, () => drift + size * (random.real() + random.real() + random.real() - 1.5))

const ordinary: Column = (rows, random) => noise(rows, random, 0.01, 0.0005)

const odd: readonly Column[] = [
  (rows) => new Float64Array(rows),
  (rows) => filled(rows, () => -0),
  (rows, random) => filled(rows, () => random.pick([1e-4, -1e-4, 0.5, -1, 1e-300])),
  (rows, random) => {
    const value = random.pick([1e-4, -0.01, 0.3])
    return filled(rows, () => value)
  },
  (rows, random) => noise(rows, random, random.pick([1e-300, 1e-160, 1e-12, 1e-8])),
  (rows, random) => noise(rows, random, random.pick([10, 1e3, 3e5, 1e150])),
  (rows, random) => {
    const column = new Float64Array(rows)
    column[random.below(rows)] = random.pick([1e-10, 1, -1, -0.999999, 1e6])
    return column
  },
  (rows, random, earlier) => (earlier.length > 0 ? random.pick(earlier).slice() : new Float64Array(rows)),
  (rows, random, earlier) =>
    earlier.length > 0 ? random.pick(earlier).map((value) => -value) : ordinary(rows, random, earlier),
  (rows, random, earlier) =>
    earlier.length > 0
      ? random.pick(earlier).map((value) => value * (1 + 1e-15) + 1e-18)
      : ordinary(rows, random, earlier),
  (rows, random, earlier) => {
    const [a, b] = [earlier[0], earlier[1]]
    return a !== undefined && b !== undefined
      ? a.map((value, t) => 0.5 * (value + b[t]!))
      : ordinary(rows, random, earlier)
  },
  (rows, random) => noise(rows, random, 0.01, -0.05),
  (rows, random) => filled(rows, (t) => (t % 2 === 0 ? 1 : -1) * random.pick([0.01, 0.01])),
  (rows) => filled(rows, (t) => t * 1e-5),
]

/** One to six columns of few or many days, some of them as odd as finite numbers can be. */
export function nastyFrame(random: Random): ReturnFrame {
  const count = random.between(1, 6)
  const rows = random.pick([2, 2, 3, 4, 5, 8, 20, 60, 120])
  const oddness = random.pick([0, 0.2, 0.6, 1])
  const columns: Float64Array[] = []
  for (let i = 0; i < count; i++) {
    columns.push((random.chance(oddness) ? random.pick(odd) : ordinary)(rows, random, columns))
  }
  const step = random.pick([1, 1, 3, 40])
  const start = random.pick([-30_000, 0, 20_000])
  const days = Int32Array.from({ length: rows }, (_, t) => start + t * step)
  return frameOf(
    days,
    columns.map((values, i) => ({ name: random.chance(0.02) ? `__proto__${i}` : `c${i}`, values })),
  )
}
