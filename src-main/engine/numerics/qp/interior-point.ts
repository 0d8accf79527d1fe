import { longestStep, products } from "./complementarity"
import { Iterate } from "./iterate"
import { ensureShapes, type QuadraticProgram } from "./quadratic-program"

/** Where an interior-point run ended. Its point is the best it reached, good enough or not. */
export interface InteriorPointResult {
  readonly x: Float64Array
  /** Multipliers of the equality rows. */
  readonly equalityMultipliers: Float64Array
  /** Multipliers of the inequality rows, at least 0. */
  readonly inequalityMultipliers: Float64Array
  readonly iterations: number
  readonly status: "converged" | "stalled"
}

export interface InteriorPointOptions {
  /** A point strictly inside the bounds. */
  readonly start: Float64Array
  /** Smallest objective that the relative tolerance is taken of. */
  readonly objectiveFloor: number
  /** Stays near the central path: more iterations, for programs on which the usual run stalls. */
  readonly careful?: boolean
}

/** Error, relative to the objective, at which a run has converged: about what rounding allows. */
const TOLERANCE = 1e-13

/** Steps shorter than this show that the iterate has left the central path; a careful run minds it sooner. */
const SHORT_STEP = 0.1
const SHORT_CAREFUL_STEP = 0.7

/** Share of the longest step that is taken at least, so that pairs stay positive. */
const STEP_SHARE = 0.99
const SMALLEST_STEP = 1e-14

/** Iterations without a better point before a run counts as stalled. */
const PATIENCE = 15
const ITERATION_LIMIT = 200

/**
 * Primal-dual predictor-corrector interior point for a convex quadratic program with optional
 * logarithms (Mehrotra 1992; Nocedal and Wright, Numerical Optimization, algorithm 16.4). A term
 * -b ln x is a complementarity pair x z = b, so it costs nothing beside the bounds.
 *
 * Takes a program whose bounds leave an interior (lower < upper in every variable) and a start in
 * it. Ends "converged" when complementarity and residuals are within tolerance of the objective,
 * else "stalled" when no more progress is made; then the program may be infeasible.
 */
export function interiorPoint(program: QuadraticProgram, options: InteriorPointOptions): InteriorPointResult {
  ensureShapes(program)
  const shortStep = options.careful === true ? SHORT_CAREFUL_STEP : SHORT_STEP
  const iterate = new Iterate(program, options.start, options.objectiveFloor)
  const best = {
    x: Float64Array.from(iterate.x),
    equalityMultipliers: Float64Array.from(iterate.y),
    inequalityMultipliers: new Float64Array(iterate.caps.at.length),
  }
  let least = Infinity
  let sinceBest = 0
  let iterations = 0
  for (; iterations < ITERATION_LIMIT; iterations++) {
    const { error, centrality } = iterate.measure()
    if (error < least) {
      least = error
      sinceBest = 0
      best.x.set(iterate.x)
      best.equalityMultipliers.set(iterate.y)
      best.inequalityMultipliers.set(iterate.caps.multiplier)
    } else if (++sinceBest > PATIENCE) break
    if (error <= TOLERANCE) break
    if (!iterate.factorise()) break

    iterate.direct(0)
    const predicted = longestStep(iterate.all, 1)
    iterate.direct(centreAfter(iterate, predicted, centrality), predicted)
    // Off centre the correction does harm: go back towards the central path instead.
    if (longestStep(iterate.all, 1) < shortStep) iterate.direct(0.5 * centrality)
    const step = Math.min(1, longestStep(iterate.all, 2) * Math.max(STEP_SHARE, 1 - 10 * error))
    if (!(step > SMALLEST_STEP)) break
    iterate.advance(step)
  }
  return { ...best, iterations, status: least <= TOLERANCE ? "converged" : "stalled" }
}

/** Mehrotra's centring: the cube of what the predictor step would leave of the mean product. */
function centreAfter({ bounded }: Iterate, predicted: number, centrality: number): number {
  if (centrality === 0) return 0
  const { total, count } = products(bounded, predicted)
  const left = total / count / centrality
  return centrality * left * left * left
}
