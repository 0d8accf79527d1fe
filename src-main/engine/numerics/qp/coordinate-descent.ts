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
      let pull = 0
      for (let j = 0; j < n; j++) pull += hessian[row + j]! * y[j]!
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
