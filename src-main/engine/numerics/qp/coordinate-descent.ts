/**
 * min 1/2 y'Sy - sum b_i ln y_i over y > 0 by cyclical coordinate descent (Griveau-Billion, Richard
 * and Roncalli 2013): each step solves one coordinate's quadratic equation exactly.
 *
 * Takes a symmetric S (n * n) with a positive diagonal and positive b; overwrites `y`, a positive
 * start. Stops when every y_i (Sy)_i is within `tolerance` of b_i relatively, or after `sweepLimit`
 * sweeps; gives the sweeps made.
 */
export function equalisePulls(
  { hessian, budgets }: { readonly hessian: Float64Array; readonly budgets: Float64Array },
  y: Float64Array,
  { tolerance, sweepLimit }: { readonly tolerance: number; readonly sweepLimit: number },
): number {
  const n = y.length
  for (let sweep = 1; sweep <= sweepLimit; sweep++) {
    let worst = 0
    for (let i = 0; i < n; i++) {
      const row = i * n
      const pull = rowTimes(hessian, row, y)
      const before = y[i]!
      const budget = budgets[i]!
      worst = Math.max(worst, Math.abs(before * pull - budget) / budget)
      const own = hessian[row + i]!
      const others = pull - own * before
      const root = Math.sqrt(others * others + 4 * own * budget)
      // The form without cancellation.
      y[i] = others > 0 ? (2 * budget) / (others + root) : (root - others) / (2 * own)
    }
    if (worst <= tolerance) return sweep
  }
  return sweepLimit
}

/** Row times y in four interleaved partial sums: one sum would wait for every addition. */
function rowTimes(hessian: Float64Array, row: number, y: Float64Array): number {
  const n = y.length
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let j = 0
  for (; j + 3 < n; j += 4) {
    s0 += hessian[row + j]! * y[j]!
    s1 += hessian[row + j + 1]! * y[j + 1]!
    s2 += hessian[row + j + 2]! * y[j + 2]!
    s3 += hessian[row + j + 3]! * y[j + 3]!
  }
  for (; j < n; j++) s0 += hessian[row + j]! * y[j]!
  return s0 + s1 + (s2 + s3)
}
