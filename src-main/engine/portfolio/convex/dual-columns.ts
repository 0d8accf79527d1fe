import { ColumnList } from "#engine/numerics/qp/linear-program"
import { type ConstraintPart, constraintPart, type FeasibleSet } from "./feasible-set"

/**
 * The inner minimum of a linear program's dual. For costs c on the weights,
 *
 *     min c'w over the set  =  max room theta - z'(h - G lower) - width'b + c'lower
 *                              subject to theta - (G'z)_j - b_j <= c_j for every item j
 *
 * with theta free and z, b >= 0. These columns are what every dual below begins with; those that
 * make the costs follow. The weights are lower_j minus the dual of row `first + j`.
 */
export interface DualColumns {
  readonly columns: ColumnList
  readonly part: ConstraintPart
  /** Column of the first multiplier z; there is one per inequality row of `part`. */
  readonly firstPrice: number
  /** Rows used so far, the rows before `first` included. */
  readonly rowCount: number
}

/** Opens the columns theta, z and b of the (minimised, so negated) dual; item j has row `first + j`. */
export function dualColumns(set: FeasibleSet, first: number): DualColumns {
  const part = constraintPart(set)
  const { n, lower, upper, equalityRows, inequalityRows, inequalityLimits } = part
  const columns = new ColumnList()
  let room = 1
  for (let j = 0; j < n; j++) room -= equalityRows[j]! * lower[j]!
  columns.open(-room, -Infinity, Infinity)
  for (let j = 0; j < n; j++) columns.entry(first + j, equalityRows[j]!)
  const firstPrice = columns.count
  for (let r = 0; r < inequalityLimits.length; r++) {
    let slack = inequalityLimits[r]!
    for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
      slack -= inequalityRows.values[k]! * lower[inequalityRows.columns[k]!]!
    columns.open(slack, 0, Infinity)
    for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
      columns.entry(first + inequalityRows.columns[k]!, -inequalityRows.values[k]!)
  }
  for (let j = 0; j < n; j++) {
    const width = upper[j]! - lower[j]!
    // Where an upper bound cannot bind its price would only be a way to degenerate bases.
    if (width >= room && equalityRows[j]! > 0) continue
    if (width === Infinity) continue
    columns.open(width, 0, Infinity)
    columns.entry(first + j, -1)
  }
  return { columns, part, firstPrice, rowCount: first + n }
}
