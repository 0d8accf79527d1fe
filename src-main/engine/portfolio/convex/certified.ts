import type { Certificate } from "#shared/model/optimize"
import { constraintConflict } from "./conflict"
import { type ConstraintPrices, type FeasibleSet, isSimplex, largestBreach } from "./feasible-set"
import { centralPoint, settle } from "./simplex"
import { CERTIFICATE_LIMIT, type ConvexSolution, type SolverAttempt } from "./solution"

/** A point that a solver proposes, settled in its bounds. */
export interface Proposal {
  readonly iterations: number
  readonly weights: Float64Array
  readonly prices: ConstraintPrices
}

/** Instead of a point, when the method is not one for this instance. */
export const DOES_NOT_APPLY = "does not apply"

/** A point; undefined when the method found none. */
type Proposed<P extends Proposal> = P | typeof DOES_NOT_APPLY | undefined

/** A method under the name that attempts tell. */
export interface Solver<P extends Proposal = Proposal> {
  readonly name: string
  readonly propose: () => Proposed<P> | Promise<Proposed<P>>
}

/** How far a point may break a row or the turnover limit, relative to the row's largest coefficient. */
const BREACH_LIMIT = 1e-9

/**
 * Asks the solvers in order and takes the first point whose certificate is within its limit; a
 * point outside the set has none. When the first one fails on a set with rows, HiGHS is asked
 * whether any weights exist at all. Attempts tell of every solver asked, also of one without a point.
 */
export async function firstCertified<P extends Proposal>(task: {
  readonly set: FeasibleSet
  readonly kind: Certificate["kind"]
  readonly certificateOf: (proposal: P) => number
  readonly solvers: readonly Solver<P>[]
}): Promise<ConvexSolution> {
  const { set, kind } = task
  const attempts: SolverAttempt[] = []
  let knownToExist = isSimplex(set)
  for (const { name: solver, propose } of task.solvers) {
    const proposal = await propose()
    if (proposal === undefined || proposal === DOES_NOT_APPLY) {
      attempts.push({ solver, certificate: Number.NaN, reason: proposal ?? "no point" })
    } else {
      const { iterations, weights } = proposal
      const inside = largestBreach(set, weights) <= BREACH_LIMIT
      const certificate = inside ? Math.max(0, task.certificateOf(proposal)) : Infinity
      if (certificate <= CERTIFICATE_LIMIT) {
        attempts.push({ solver, iterations, certificate, reason: "solved" })
        const value = { kind, value: certificate, limit: CERTIFICATE_LIMIT }
        return { kind: "solved", weights, solver, iterations, certificate: value, attempts }
      }
      attempts.push({ solver, iterations, certificate, reason: `certificate above ${CERTIFICATE_LIMIT}` })
    }
    if (knownToExist) continue
    knownToExist = true
    const infeasibility = await constraintConflict(set)
    if (infeasibility !== undefined) return { kind: "infeasible", infeasibility }
  }
  return { kind: "gaveUp", attempts }
}

/** Items beyond which a turnover limit, which doubles the variables, is HiGHS's to try first. */
const MANY_TRADED_ITEMS = 50

/**
 * The order in which the general solvers are asked. At a turnover limit most weights stay where they
 * were, at a kink: an interior point needs three times its usual iterations there, an active set few.
 */
export function generalSolvers(
  { names, turnover }: FeasibleSet,
  { byInteriorPoint, byHighs }: { readonly byInteriorPoint: Solver; readonly byHighs: Solver },
): readonly Solver[] {
  const highsFirst = turnover !== undefined && names.length > MANY_TRADED_ITEMS
  return highsFirst ? [byHighs, byInteriorPoint] : [byInteriorPoint, byHighs]
}

/** Takes the only weights that the bounds allow. */
export function bySinglePoint(set: FeasibleSet): Solver {
  return { name: "bounds", propose: () => onlyPoint(set) }
}

/** The only weights that the bounds allow. */
export function onlyPoint(set: FeasibleSet): Proposal {
  return {
    iterations: 0,
    weights: settle(centralPoint(set.bounds), set.bounds),
    prices: noPrices(set),
  }
}

/** Prices of constraints that do not bind. */
export function noPrices({ rows }: FeasibleSet): ConstraintPrices {
  return { rows: new Float64Array(rows.length), turnover: 0 }
}
