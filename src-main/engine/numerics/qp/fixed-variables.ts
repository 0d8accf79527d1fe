import type { QuadraticProgram } from "./quadratic-program"

/** A program over the variables that can move, and the way back. */
export interface ReducedProgram {
  readonly program: QuadraticProgram
  /** Indices, in the full program, of the variables that can move. */
  readonly free: Int32Array
  /** The full vector of a reduced one. */
  readonly expand: (reduced: Float64Array) => Float64Array
}

/** Bounds closer than this leave no interior: the variable is fixed at the lower one. */
const FIXED_WIDTH = 1e-13

/** Takes the variables with equal bounds out of a program; what they contribute moves into c, e and h. */
export function withoutFixedVariables(full: QuadraticProgram): ReducedProgram {
  const { n, lower, upper } = full
  const free = Int32Array.from({ length: n }, (_, i) => i).filter((i) => upper[i]! - lower[i]! > FIXED_WIDTH)
  if (free.length === n) return { program: full, free, expand: (reduced) => reduced }
  const base = lower.map((value, i) => (upper[i]! - value > FIXED_WIDTH ? 0 : value))
  const position = new Int32Array(n).fill(-1)
  free.forEach((i, k) => {
    position[i] = k
  })
  const pick = (vector: Float64Array): Float64Array => Float64Array.from(free, (i) => vector[i]!)
  return {
    free,
    program: {
      n: free.length,
      ...reducedObjective(full, free, base),
      ...reducedEqualities(full, free, base),
      ...reducedInequalities(full, position, base),
      ...(full.logWeights === undefined ? {} : { logWeights: pick(full.logWeights) }),
      lower: pick(lower),
      upper: pick(upper),
    },
    expand(reduced) {
      const x = Float64Array.from(base)
      free.forEach((i, k) => {
        x[i] = reduced[k]!
      })
      return x
    },
  }
}

function reducedObjective(
  { n, hessian, linear }: QuadraticProgram,
  free: Int32Array,
  base: Float64Array,
): Pick<QuadraticProgram, "hessian" | "linear"> {
  const size = free.length
  const smaller = new Float64Array(size * size)
  const costs = new Float64Array(size)
  free.forEach((i, a) => {
    const row = hessian.subarray(i * n, (i + 1) * n)
    let cost = linear[i]!
    for (let j = 0; j < n; j++) cost += row[j]! * base[j]!
    costs[a] = cost
    for (let b = 0; b < size; b++) smaller[a * size + b] = row[free[b]!]!
  })
  return { hessian: smaller, linear: costs }
}

function reducedEqualities(
  { n, equalityRows, equalityValues }: QuadraticProgram,
  free: Int32Array,
  base: Float64Array,
): Pick<QuadraticProgram, "equalityRows" | "equalityValues"> {
  const rows = new Float64Array(equalityValues.length * free.length)
  const values = equalityValues.map((value, r) => {
    let left = value
    for (let j = 0; j < n; j++) left -= equalityRows[r * n + j]! * base[j]!
    free.forEach((i, k) => {
      rows[r * free.length + k] = equalityRows[r * n + i]!
    })
    return left
  })
  return { equalityRows: rows, equalityValues: values }
}

function reducedInequalities(
  { inequalityRows: { starts, columns, values }, inequalityLimits }: QuadraticProgram,
  position: Int32Array,
  base: Float64Array,
): Pick<QuadraticProgram, "inequalityRows" | "inequalityLimits"> {
  const keptColumns: number[] = []
  const keptValues: number[] = []
  const keptStarts = new Int32Array(starts.length)
  const limits = inequalityLimits.map((limit, r) => {
    let left = limit
    for (let k = starts[r]!; k < starts[r + 1]!; k++) {
      const at = position[columns[k]!]!
      if (at < 0) left -= values[k]! * base[columns[k]!]!
      else {
        keptColumns.push(at)
        keptValues.push(values[k]!)
      }
    }
    keptStarts[r + 1] = keptColumns.length
    return left
  })
  return {
    inequalityRows: {
      starts: keptStarts,
      columns: Int32Array.from(keptColumns),
      values: Float64Array.from(keptValues),
    },
    inequalityLimits: limits,
  }
}
