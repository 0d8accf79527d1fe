import { newtonSpace, prepareNewton, solveNewton } from "./newton-system"
import { ensureShapes, multiplySymmetric, type QuadraticProgram, sparseRowTimes } from "./quadratic-program"

/** Steps shorter than this show that the iterate has left the central path; a careful run minds it sooner. */
const SHORT_STEP = 0.1
const SHORT_CAREFUL_STEP = 0.7

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
  readonly tolerance?: number
  readonly iterationLimit?: number
  /** Stays near the central path: more iterations, for programs on which the usual run stalls. */
  readonly careful?: boolean
}

/** Slacks and multipliers that must stay positive, and their steps. */
interface Pair {
  /** The variable each pair belongs to; for rows, the row. */
  readonly at: Int32Array
  readonly slack: Float64Array
  readonly multiplier: Float64Array
  readonly slackStep: Float64Array
  readonly multiplierStep: Float64Array
  /** Products the pair must reach in the end: 0 for constraints, b for a logarithm. */
  readonly target: Float64Array
  /** Right-hand side of the linearised product. */
  readonly wanted: Float64Array
}

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
  const { n, hessian, linear, lower, upper, equalityRows, equalityValues } = program
  const { inequalityRows, inequalityLimits, logWeights } = program
  const tolerance = options.tolerance ?? 1e-13
  const shortStep = options.careful === true ? SHORT_CAREFUL_STEP : SHORT_STEP
  const m = equalityValues.length
  const rows = inequalityLimits.length

  const x = Float64Array.from(options.start)
  const y = new Float64Array(m)
  const low = pairOf(
    indicesWhere(n, (i) => !(logWeights !== undefined && logWeights[i]! > 0 && lower[i] === 0)),
  )
  const high = pairOf(indicesWhere(n, (i) => upper[i]! < Infinity))
  const logs = pairOf(indicesWhere(n, (i) => logWeights !== undefined && logWeights[i]! > 0))
  const caps = pairOf(indicesWhere(rows, () => true))
  const bounded = [low, high, caps]
  const all = [low, high, logs, caps]

  const gradient = new Float64Array(n)
  const dualResidual = new Float64Array(n)
  const primalResidual = new Float64Array(m)
  const rowResidual = new Float64Array(rows)
  const diagonal = new Float64Array(n)
  const rowWeights = new Float64Array(rows)
  const dx = new Float64Array(n)
  const dy = new Float64Array(m)
  const system = newtonSpace(n, m)
  const best = {
    error: Infinity,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    caps: new Float64Array(rows),
  }

  multiplySymmetric(hessian, x, gradient)
  for (let i = 0; i < n; i++) gradient[i]! += linear[i]!
  start()

  let iterations = 0
  let sinceBest = 0
  let status: InteriorPointResult["status"] = "stalled"
  const iterationLimit = options.iterationLimit ?? 200
  for (; iterations < iterationLimit; iterations++) {
    const { error, centrality } = residuals()
    if (error < best.error) {
      best.error = error
      best.x.set(x)
      best.y.set(y)
      best.caps.set(caps.multiplier)
      sinceBest = 0
    } else if (++sinceBest > 15) break
    if (error <= tolerance) {
      status = "converged"
      break
    }

    diagonal.fill(0)
    for (const pair of [low, high, logs])
      for (let k = 0; k < pair.at.length; k++) diagonal[pair.at[k]!]! += pair.multiplier[k]! / pair.slack[k]!
    for (let r = 0; r < rows; r++) rowWeights[r] = caps.multiplier[r]! / caps.slack[r]!
    if (!prepareNewton(system, program, diagonal, rowWeights)) break

    aim(0)
    direction()
    const predicted = Math.min(1, stepLength(all, 1))
    const ratio = centrality > 0 ? centralityAfter(bounded, predicted) / centrality : 0
    aim(centrality * ratio ** 3, predicted)
    direction()
    if (stepLength(all, 1) < shortStep) {
      // Off centre the correction does harm: go back towards the central path instead.
      aim(0.5 * centrality)
      direction()
    }
    const step = Math.min(1, stepLength(all, 2) * Math.max(0.99, 1 - 10 * error))
    if (!(step > 1e-14)) break
    for (let i = 0; i < n; i++) x[i]! += step * dx[i]!
    for (let r = 0; r < m; r++) y[r]! += step * dy[r]!
    for (const pair of all) move(pair, step)
  }
  return {
    x: best.x,
    equalityMultipliers: best.y,
    inequalityMultipliers: best.caps,
    iterations,
    status,
  }

  /** Slacks from the start point; multipliers that make it roughly dual feasible and centred. */
  function start(): void {
    for (let k = 0; k < low.at.length; k++) low.slack[k] = x[low.at[k]!]! - lower[low.at[k]!]!
    for (let k = 0; k < high.at.length; k++) high.slack[k] = upper[high.at[k]!]! - x[high.at[k]!]!
    let logTotal = 0
    for (let k = 0; k < logs.at.length; k++) {
      logs.slack[k] = x[logs.at[k]!]!
      logs.target[k] = logWeights![logs.at[k]!]!
      logs.multiplier[k] = logs.target[k]! / logs.slack[k]!
      logTotal += logs.target[k]!
    }
    let size = 0
    for (let i = 0; i < n; i++) size += Math.abs(gradient[i]! * x[i]!)
    const centre = Math.max(size + logTotal, options.objectiveFloor) / Math.max(1, n)
    if (m === 1) y[0] = meanMultiplier()
    for (let r = 0; r < rows; r++) {
      const slack = inequalityLimits[r]! - sparseRowTimes(inequalityRows, r, x)
      caps.slack[r] = Math.max(slack, 1e-2)
      caps.multiplier[r] = centre / caps.slack[r]!
    }
    for (let k = 0; k < low.at.length; k++) {
      const excess = gradient[low.at[k]!]! - equalityPull(low.at[k]!)
      low.multiplier[k] = centre / low.slack[k]! + Math.max(0, excess)
    }
    for (let k = 0; k < high.at.length; k++) {
      const excess = gradient[high.at[k]!]! - equalityPull(high.at[k]!)
      high.multiplier[k] = centre / high.slack[k]! + Math.max(0, -excess)
    }
  }

  /** Least squares multiplier of a single equality row. */
  function meanMultiplier(): number {
    let top = 0
    let bottom = 0
    for (let i = 0; i < n; i++) {
      top += equalityRows[i]! * gradient[i]!
      bottom += equalityRows[i]! * equalityRows[i]!
    }
    return bottom > 0 ? top / bottom : 0
  }

  function equalityPull(i: number): number {
    let total = 0
    for (let r = 0; r < m; r++) total += equalityRows[r * n + i]! * y[r]!
    return total
  }

  /** Residuals at the current point, the relative error, and the mean complementarity. */
  function residuals(): { error: number; centrality: number } {
    multiplySymmetric(hessian, x, gradient)
    let objective = 0
    for (let i = 0; i < n; i++) {
      objective += (0.5 * gradient[i]! + linear[i]!) * x[i]!
      gradient[i]! += linear[i]!
      dualResidual[i] = gradient[i]! - equalityPull(i)
    }
    for (let k = 0; k < low.at.length; k++) dualResidual[low.at[k]!]! -= low.multiplier[k]!
    for (let k = 0; k < high.at.length; k++) dualResidual[high.at[k]!]! += high.multiplier[k]!
    let logError = 0
    for (let k = 0; k < logs.at.length; k++) {
      dualResidual[logs.at[k]!]! -= logs.multiplier[k]!
      logError += Math.abs(logs.target[k]! - logs.slack[k]! * logs.multiplier[k]!)
    }
    let infeasibility = 0
    for (let r = 0; r < rows; r++) {
      rowResidual[r] = inequalityLimits[r]! - sparseRowTimes(inequalityRows, r, x) - caps.slack[r]!
      infeasibility = Math.max(infeasibility, Math.abs(rowResidual[r]!))
      for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
        dualResidual[inequalityRows.columns[k]!]! += inequalityRows.values[k]! * caps.multiplier[r]!
    }
    for (let r = 0; r < m; r++) {
      let value = equalityValues[r]!
      for (let i = 0; i < n; i++) value -= equalityRows[r * n + i]! * x[i]!
      primalResidual[r] = value
      infeasibility = Math.max(infeasibility, Math.abs(value))
    }
    let dualError = 0
    for (let i = 0; i < n; i++) dualError += Math.abs(dualResidual[i]! * x[i]!)
    let products = 0
    let count = 0
    for (const pair of bounded) {
      count += pair.at.length
      for (let k = 0; k < pair.at.length; k++) products += pair.slack[k]! * pair.multiplier[k]!
    }
    const size = Math.max(Math.abs(objective), options.objectiveFloor)
    return {
      error: (products + dualError + logError) / size + infeasibility,
      centrality: count > 0 ? products / count : 0,
    }
  }

  /**
   * Sets the products to reach: `centre` for constraints, b for logarithms. After a predictor step of
   * length `predicted` the products of its slack and multiplier steps are corrected for; those of logarithms only as far as
   * that step went, since their products are large even at the optimum.
   */
  function aim(centre: number, predicted = 0): void {
    for (const pair of all) {
      const floor = pair === logs ? 0 : centre
      const correction = predicted === 0 ? 0 : pair === logs ? predicted ** 2 : 1
      for (let k = 0; k < pair.at.length; k++) {
        const missing = pair.target[k]! + floor - pair.slack[k]! * pair.multiplier[k]!
        pair.wanted[k] = missing - correction * pair.slackStep[k]! * pair.multiplierStep[k]!
      }
    }
  }

  /** Solves for the step of every unknown towards the `wanted` products. */
  function direction(): void {
    for (let i = 0; i < n; i++) dx[i] = -dualResidual[i]!
    for (const pair of [low, logs])
      for (let k = 0; k < pair.at.length; k++) dx[pair.at[k]!]! += pair.wanted[k]! / pair.slack[k]!
    for (let k = 0; k < high.at.length; k++) dx[high.at[k]!]! -= high.wanted[k]! / high.slack[k]!
    for (let r = 0; r < rows; r++) {
      const pull = (caps.wanted[r]! - caps.multiplier[r]! * rowResidual[r]!) / caps.slack[r]!
      for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
        dx[inequalityRows.columns[k]!]! -= inequalityRows.values[k]! * pull
    }
    dy.set(primalResidual)
    solveNewton(system, program, dx, dy)
    for (const pair of [low, logs])
      for (let k = 0; k < pair.at.length; k++) pair.slackStep[k] = dx[pair.at[k]!]!
    for (let k = 0; k < high.at.length; k++) high.slackStep[k] = -dx[high.at[k]!]!
    for (let r = 0; r < rows; r++) caps.slackStep[r] = rowResidual[r]! - sparseRowTimes(inequalityRows, r, dx)
    for (const pair of all)
      for (let k = 0; k < pair.at.length; k++)
        pair.multiplierStep[k] = (pair.wanted[k]! - pair.multiplier[k]! * pair.slackStep[k]!) / pair.slack[k]!
  }
}

function indicesWhere(count: number, holds: (i: number) => boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i).filter((i) => holds(i))
}

function pairOf(at: Int32Array): Pair {
  const zeros = (): Float64Array => new Float64Array(at.length)
  return {
    at,
    slack: zeros(),
    multiplier: zeros(),
    slackStep: zeros(),
    multiplierStep: zeros(),
    target: zeros(),
    wanted: zeros(),
  }
}

function move(pair: Pair, step: number): void {
  for (let k = 0; k < pair.at.length; k++) {
    pair.slack[k]! += step * pair.slackStep[k]!
    pair.multiplier[k]! += step * pair.multiplierStep[k]!
  }
}

/** Longest step, at most `limit`, that keeps every slack and multiplier at or above zero. */
function stepLength(pairs: readonly Pair[], limit: number): number {
  let step = limit
  for (const { at, slack, slackStep, multiplier, multiplierStep } of pairs)
    for (let k = 0; k < at.length; k++) {
      if (slackStep[k]! < 0) step = Math.min(step, -slack[k]! / slackStep[k]!)
      if (multiplierStep[k]! < 0) step = Math.min(step, -multiplier[k]! / multiplierStep[k]!)
    }
  return step
}

function centralityAfter(pairs: readonly Pair[], step: number): number {
  let products = 0
  let count = 0
  for (const { at, slack, slackStep, multiplier, multiplierStep } of pairs) {
    count += at.length
    for (let k = 0; k < at.length; k++)
      products += (slack[k]! + step * slackStep[k]!) * (multiplier[k]! + step * multiplierStep[k]!)
  }
  return count > 0 ? products / count : 0
}
