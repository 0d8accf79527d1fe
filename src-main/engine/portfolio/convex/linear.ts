import { solveByHighs } from "#engine/numerics/qp/highs"
import { constraintPart, type FeasibleSet, isSimplex } from "./feasible-set"
import { lowestCost } from "./simplex"

/** Highest values'v over a feasible set; undefined when no weights keep its rows. */
export async function highestValue(set: FeasibleSet, values: Float64Array): Promise<number | undefined> {
  const costs = values.map((value) => -value)
  if (isSimplex(set)) return -lowestCost(costs, set.bounds)
  const part = constraintPart(set)
  const linear = new Float64Array(part.n)
  linear.set(costs)
  const result = await solveByHighs({ ...part, hessian: new Float64Array(part.n * part.n), linear })
  if (result === undefined || !result.optimal) return undefined
  let value = 0
  for (let i = 0; i < values.length; i++) value += values[i]! * result.x[i]!
  return value
}
