import { multiplySymmetric, type QuadraticProgram, sparseRows } from "#engine/numerics/qp/quadratic-program"
import { type FeasibleSet, turnoverMargin } from "./feasible-set"
import { centralPoint } from "./simplex"

/**
 * The cone over a feasible set, {y = k w : w in the set, k >= 0}, as the constraints of a program:
 * ratios and logarithms of w become convex functions of y (Charnes and Cooper 1962; Schaible 1974).
 *
 * Variables: a = y - k base >= 0 (N of them), k, and with a turnover limit t >= |y - k previous|.
 */
export interface HomogeneousProgram {
  readonly program: QuadraticProgram
  /** Strictly inside the bounds, with k = 1 at the set's central point. */
  readonly start: Float64Array
  /** w = y / k of the variables; undefined when k is not positive. */
  readonly weightsOf: (variables: Float64Array) => Float64Array | undefined
}

/**
 * min 1/2 y'Sy - gains'y - (logarithms, on the variables) over the cone of y = k w (Schaible 1976; design 5.5).
 * `base` is at most the lower bounds, and equal to them for items whose bounds are equal; what it leaves of a lower bound becomes
 * a row.
 */
export function homogeneousProgram(
  { bounds, rows, turnover, names }: FeasibleSet,
  base: Float64Array,
  objective: { readonly hessian: Float64Array; readonly gains: Float64Array },
): HomogeneousProgram {
  const n = names.length
  const { lower, upper } = bounds
  const scaleAt = n
  const size = turnover === undefined ? n + 1 : 2 * n + 1
  let room = 1
  for (const value of base) room -= value

  const rowList: (readonly (readonly [number, number])[])[] = []
  rows.forEach(({ coefficients, limit }) => {
    let atBase = -limit
    for (let i = 0; i < n; i++) atBase += coefficients[i]! * base[i]!
    rowList.push([...Array.from(coefficients, (value, i) => [i, value] as const), [scaleAt, atBase]])
  })
  if (turnover !== undefined) {
    const { previous, limit } = turnover
    for (let i = 0; i < n; i++) {
      const away = base[i]! - previous[i]!
      rowList.push(
        [
          [i, 1],
          [scaleAt, away],
          [n + 1 + i, -1],
        ],
        [
          [i, -1],
          [scaleAt, -away],
          [n + 1 + i, -1],
        ],
      )
    }
    rowList.push([...names.map((_, i) => [n + 1 + i, 1] as const), [scaleAt, -limit]])
  }
  for (let i = 0; i < n; i++) {
    const width = upper[i]! - base[i]!
    if (width > 0 && width < room)
      rowList.push([
        [i, 1],
        [scaleAt, -width],
      ])
    if (lower[i]! > base[i]!)
      rowList.push([
        [i, -1],
        [scaleAt, lower[i]! - base[i]!],
      ])
  }

  const equalityRows = new Float64Array(size).fill(1, 0, n)
  equalityRows[scaleAt] = -room
  const cap = new Float64Array(size).fill(Infinity)
  for (let i = 0; i < n; i++) if (upper[i]! <= base[i]!) cap[i] = 0
  const centre = centralPoint(bounds)
  const start = new Float64Array(size)
  for (let i = 0; i < n; i++) {
    start[i] = centre[i]! - base[i]!
    if (turnover !== undefined)
      start[n + 1 + i] = Math.abs(centre[i]! - turnover.previous[i]!) + turnoverMargin(turnover.limit, n)
  }
  start[scaleAt] = 1
  return {
    program: {
      n: size,
      ...shiftedObjective(n, size, base, objective),
      equalityRows,
      equalityValues: new Float64Array(1),
      inequalityRows: sparseRows(rowList),
      inequalityLimits: new Float64Array(rowList.length),
      lower: new Float64Array(size),
      upper: cap,
    },
    start,
    weightsOf(variables) {
      const scale = variables[scaleAt]!
      if (!(scale > 0)) return undefined
      return base.map((value, i) => value + variables[i]! / scale)
    },
  }
}

/** 1/2 y'Sy - gains'y in (a, k): y = a + k base. */
function shiftedObjective(
  n: number,
  size: number,
  base: Float64Array,
  { hessian, gains }: { readonly hessian: Float64Array; readonly gains: Float64Array },
): Pick<QuadraticProgram, "hessian" | "linear"> {
  const wide = new Float64Array(size * size)
  const linear = new Float64Array(size)
  const pulled = new Float64Array(n)
  multiplySymmetric(hessian, base, pulled)
  for (let i = 0; i < n; i++) {
    wide.set(hessian.subarray(i * n, (i + 1) * n), i * size)
    wide[i * size + n] = pulled[i]!
    wide[n * size + i] = pulled[i]!
    wide[n * size + n]! += base[i]! * pulled[i]!
    linear[i] = -gains[i]!
    linear[n]! -= gains[i]! * base[i]!
  }
  return { hessian: wide, linear }
}
