import { denseRow, noRows, type QuadraticProgram, sparseRows } from "#engine/numerics/qp/quadratic-program"
import type { WeightBounds } from "#engine/portfolio/bounds/bounds"
import type { PortfolioConstraints, TurnoverConstraint } from "./constraints"
import { lowestCost } from "./simplex"

/** One side of a linear constraint: coefficients'w <= limit. */
export interface LimitRow {
  readonly name: string
  readonly coefficients: Float64Array
  readonly limit: number
}

/** Weights that sum to 1 within bounds, rows and turnover. */
export interface FeasibleSet {
  readonly names: readonly string[]
  readonly bounds: WeightBounds
  readonly rows: readonly LimitRow[]
  readonly turnover?: TurnoverConstraint
}

/** Prices of the rows and of the turnover limit, at least 0: they make lower bounds, see `lowestCostOver`. */
export interface ConstraintPrices {
  readonly rows: Float64Array
  readonly turnover: number
}

/** Gathers the constraints of a portfolio; a two-sided row becomes two limits. */
export function feasibleSet(
  names: readonly string[],
  bounds: WeightBounds,
  constraints: PortfolioConstraints = {},
): FeasibleSet {
  const rows = (constraints.rows ?? []).flatMap(({ name, coefficients, lower, upper }) => [
    ...(upper < Infinity ? [{ name: `${name} <= ${upper}`, coefficients, limit: upper }] : []),
    ...(lower > -Infinity
      ? [{ name: `${name} >= ${lower}`, coefficients: coefficients.map((value) => -value), limit: -lower }]
      : []),
  ])
  return {
    names,
    bounds,
    rows,
    ...(constraints.turnover === undefined ? {} : { turnover: constraints.turnover }),
  }
}

/** Whether the set is a simplex within bounds and nothing else. */
export function isSimplex({ rows, turnover }: FeasibleSet): boolean {
  return rows.length === 0 && turnover === undefined
}

/** The set as the constraints of a program. With a turnover limit its variables are (w, t), t >= |w - previous|. */
export type ConstraintPart = Omit<QuadraticProgram, "hessian" | "linear" | "logWeights">

/** Constraints of a program whose first N variables are the weights. */
export function constraintPart({ names, bounds, rows, turnover }: FeasibleSet): ConstraintPart {
  const n = names.length
  const limits = rows.map(({ coefficients }) => denseRow(coefficients))
  if (turnover === undefined) {
    return {
      n,
      equalityRows: new Float64Array(n).fill(1),
      equalityValues: Float64Array.of(1),
      lower: bounds.lower,
      upper: bounds.upper,
      inequalityRows: rows.length === 0 ? noRows : sparseRows(limits),
      inequalityLimits: Float64Array.from(rows, ({ limit }) => limit),
    }
  }
  const both = names.flatMap((_, i) => [
    [[i, 1] as const, [n + i, -1] as const],
    [[i, -1] as const, [n + i, -1] as const],
  ])
  const total = names.map((_, i) => [n + i, 1] as const)
  return {
    n: 2 * n,
    equalityRows: new Float64Array(2 * n).fill(1, 0, n),
    equalityValues: Float64Array.of(1),
    lower: Float64Array.of(...bounds.lower, ...new Float64Array(n)),
    upper: Float64Array.of(...bounds.upper, ...new Float64Array(n).fill(Infinity)),
    inequalityRows: sparseRows([...limits, ...both, total]),
    inequalityLimits: Float64Array.of(
      ...rows.map(({ limit }) => limit),
      ...Array.from(turnover.previous).flatMap((value) => [value, -value]),
      turnover.limit,
    ),
  }
}

/** By how much a turnover variable starts above what it bounds: half the limit, shared by the items. */
export function turnoverMargin(limit: number, n: number): number {
  return Math.max(limit, 1e-3) / (2 * n)
}

/** Prices among multipliers of inequality rows: the set's rows, 2N rows of t if any, the turnover limit. */
export function pricesOf(
  { names, rows, turnover }: FeasibleSet,
  multipliers: Float64Array,
): ConstraintPrices {
  return {
    rows: multipliers.slice(0, rows.length),
    turnover: turnover === undefined ? 0 : multipliers[rows.length + 2 * names.length]!,
  }
}

/**
 * A lower bound of costs'v over the set, from the Lagrangian at the given prices: whatever they are
 * it is valid, at the optimal ones it is exact. What is left to minimise is a continuous knapsack.
 */
export function lowestCostOver(set: FeasibleSet, costs: Float64Array, prices: ConstraintPrices): number {
  const { rows, turnover, bounds } = set
  if (rows.length === 0 && turnover === undefined) return lowestCost(costs, bounds)
  const priced = Float64Array.from(costs)
  let constant = 0
  rows.forEach(({ coefficients, limit }, r) => {
    const price = prices.rows[r]!
    constant -= price * limit
    for (let i = 0; i < priced.length; i++) priced[i]! += price * coefficients[i]!
  })
  if (turnover === undefined) return constant + lowestCost(priced, bounds)
  return constant + lowestCostWithTurnover(priced, bounds, turnover, prices.turnover)
}

/** Splits every item at its previous weight: below it a unit costs c - price, above it c + price. */
function lowestCostWithTurnover(
  costs: Float64Array,
  { lower, upper }: WeightBounds,
  { previous, limit }: TurnoverConstraint,
  price: number,
): number {
  const n = costs.length
  const kink = previous.map((value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value)))
  // At its lower bound an item pays price * |lower - previous|; `lowestCost` charges -price * lower there.
  let constant = -price * limit
  for (let i = 0; i < n; i++) constant += price * (Math.abs(lower[i]! - previous[i]!) + lower[i]!)
  const segments: WeightBounds = {
    lower: Float64Array.of(...lower, ...new Float64Array(n)),
    upper: Float64Array.of(...kink, ...upper.map((value, i) => value - kink[i]!)),
  }
  const prices = Float64Array.of(...costs.map((cost) => cost - price), ...costs.map((cost) => cost + price))
  return constant + lowestCost(prices, segments)
}

/** By how much, relative to its size, the point breaks the worst of the rows and the turnover limit. */
export function largestBreach({ rows, turnover }: FeasibleSet, weights: Float64Array): number {
  let worst = 0
  for (const { coefficients, limit } of rows) {
    let value = -limit
    let size = 1
    for (let i = 0; i < weights.length; i++) {
      value += coefficients[i]! * weights[i]!
      size = Math.max(size, Math.abs(coefficients[i]!))
    }
    worst = Math.max(worst, value / size)
  }
  if (turnover !== undefined) {
    let traded = 0
    for (let i = 0; i < weights.length; i++) traded += Math.abs(weights[i]! - turnover.previous[i]!)
    worst = Math.max(worst, traded - turnover.limit)
  }
  return worst
}
