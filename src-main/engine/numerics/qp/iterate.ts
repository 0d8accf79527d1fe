import { type Complementarity, completeSteps, move, pairsWhere, products } from "./complementarity"
import { type NewtonSystem, newtonSpace, prepareNewton, solveNewton } from "./newton-system"
import { multiplySymmetric, type QuadraticProgram, sparseRowTimes } from "./quadratic-program"

/** Slack that a row begins with at least, where the start point breaks it. */
const LEAST_ROW_SLACK = 1e-2

/**
 * The current point of an interior-point run: x, the multipliers y of the equality rows, and the
 * pairs of the lower bounds, upper bounds, logarithms and inequality rows, with their residuals and
 * the step under way. All space is taken once.
 */
export class Iterate {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly low: Complementarity
  readonly high: Complementarity
  readonly logs: Complementarity
  readonly caps: Complementarity
  /** The pairs whose products go to zero. */
  readonly bounded: readonly Complementarity[]
  readonly all: readonly Complementarity[]
  private readonly gradient: Float64Array
  private readonly dualResidual: Float64Array
  private readonly primalResidual: Float64Array
  private readonly rowResidual: Float64Array
  private readonly diagonal: Float64Array
  private readonly rowWeights: Float64Array
  private readonly dx: Float64Array
  private readonly dy: Float64Array
  private readonly system: NewtonSystem

  constructor(
    private readonly program: QuadraticProgram,
    start: Float64Array,
    private readonly objectiveFloor: number,
  ) {
    const { n, lower, upper, logWeights, equalityValues, inequalityLimits } = program
    const hasLog = (i: number): boolean => logWeights !== undefined && logWeights[i]! > 0
    const m = equalityValues.length
    const rows = inequalityLimits.length
    this.x = Float64Array.from(start)
    this.y = new Float64Array(m)
    // A logarithm keeps its variable above zero by itself.
    this.low = pairsWhere(n, (i) => !(hasLog(i) && lower[i] === 0))
    this.high = pairsWhere(n, (i) => upper[i]! < Infinity)
    this.logs = pairsWhere(n, hasLog)
    this.caps = pairsWhere(rows, () => true)
    this.bounded = [this.low, this.high, this.caps]
    this.all = [this.low, this.high, this.logs, this.caps]
    this.gradient = new Float64Array(n)
    this.dualResidual = new Float64Array(n)
    this.primalResidual = new Float64Array(m)
    this.rowResidual = new Float64Array(rows)
    this.diagonal = new Float64Array(n)
    this.rowWeights = new Float64Array(rows)
    this.dx = new Float64Array(n)
    this.dy = new Float64Array(m)
    this.system = newtonSpace(n, m)
    this.begin()
  }

  /** Slacks from the start point; multipliers that make it roughly dual feasible and centred. */
  private begin(): void {
    const { n, hessian, linear, lower, upper, logWeights, inequalityRows, inequalityLimits } = this.program
    const { x, gradient, low, high, logs, caps } = this
    multiplySymmetric(hessian, x, gradient)
    for (let i = 0; i < n; i++) gradient[i]! += linear[i]!
    if (this.y.length === 1) this.y[0] = this.leastSquaresMultiplier()

    let size = 0
    for (let i = 0; i < n; i++) size += Math.abs(gradient[i]! * x[i]!)
    logs.at.forEach((i, k) => {
      logs.slack[k] = x[i]!
      logs.target[k] = logWeights![i]!
      logs.multiplier[k] = logWeights![i]! / x[i]!
      size += logWeights![i]!
    })
    const centre = Math.max(size, this.objectiveFloor) / Math.max(1, n)
    low.at.forEach((i, k) => {
      low.slack[k] = x[i]! - lower[i]!
      low.multiplier[k] = centre / low.slack[k] + Math.max(0, gradient[i]! - this.equalityPull(i))
    })
    high.at.forEach((i, k) => {
      high.slack[k] = upper[i]! - x[i]!
      high.multiplier[k] = centre / high.slack[k] + Math.max(0, this.equalityPull(i) - gradient[i]!)
    })
    caps.at.forEach((r) => {
      caps.slack[r] = Math.max(inequalityLimits[r]! - sparseRowTimes(inequalityRows, r, x), LEAST_ROW_SLACK)
      caps.multiplier[r] = centre / caps.slack[r]
    })
  }

  /** Of a single equality row: the multiplier whose pull is closest to the gradient. */
  private leastSquaresMultiplier(): number {
    const { n, equalityRows } = this.program
    let top = 0
    let bottom = 0
    for (let i = 0; i < n; i++) {
      top += equalityRows[i]! * this.gradient[i]!
      bottom += equalityRows[i]! * equalityRows[i]!
    }
    return bottom > 0 ? top / bottom : 0
  }

  /** (A'y)_i. */
  private equalityPull(i: number): number {
    const { n, equalityRows } = this.program
    let total = 0
    for (let r = 0; r < this.y.length; r++) total += equalityRows[r * n + i]! * this.y[r]!
    return total
  }

  /** Residuals at the current point: the relative error, and the mean product of the constraints. */
  measure(): { readonly error: number; readonly centrality: number } {
    const { n, hessian, linear } = this.program
    const { x, gradient, dualResidual, low, high, logs } = this
    multiplySymmetric(hessian, x, gradient)
    let objective = 0
    for (let i = 0; i < n; i++) {
      objective += (0.5 * gradient[i]! + linear[i]!) * x[i]!
      gradient[i]! += linear[i]!
      dualResidual[i] = gradient[i]! - this.equalityPull(i)
    }
    for (let k = 0; k < low.at.length; k++) dualResidual[low.at[k]!]! -= low.multiplier[k]!
    for (let k = 0; k < high.at.length; k++) dualResidual[high.at[k]!]! += high.multiplier[k]!
    let logError = 0
    for (let k = 0; k < logs.at.length; k++) {
      dualResidual[logs.at[k]!]! -= logs.multiplier[k]!
      logError += Math.abs(logs.target[k]! - logs.slack[k]! * logs.multiplier[k]!)
    }
    const infeasibility = this.measureRows()
    let dualError = 0
    for (let i = 0; i < n; i++) dualError += Math.abs(dualResidual[i]! * x[i]!)
    const { total, count } = products(this.bounded)
    const size = Math.max(Math.abs(objective), this.objectiveFloor)
    return {
      error: (total + dualError + logError) / size + infeasibility,
      centrality: count > 0 ? total / count : 0,
    }
  }

  /** Residuals of all rows, their multipliers' part of the dual residual, and the largest residual. */
  private measureRows(): number {
    const { n, equalityRows, equalityValues, inequalityRows, inequalityLimits } = this.program
    const { x, caps, dualResidual, rowResidual, primalResidual } = this
    let largest = 0
    for (let r = 0; r < rowResidual.length; r++) {
      rowResidual[r] = inequalityLimits[r]! - sparseRowTimes(inequalityRows, r, x) - caps.slack[r]!
      largest = Math.max(largest, Math.abs(rowResidual[r]!))
      for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
        dualResidual[inequalityRows.columns[k]!]! += inequalityRows.values[k]! * caps.multiplier[r]!
    }
    for (let r = 0; r < primalResidual.length; r++) {
      let value = equalityValues[r]!
      for (let i = 0; i < n; i++) value -= equalityRows[r * n + i]! * x[i]!
      primalResidual[r] = value
      largest = Math.max(largest, Math.abs(value))
    }
    return largest
  }

  /** Factorises the linear system at the current point; false when rounding has made it indefinite. */
  factorise(): boolean {
    const { low, high, logs, caps, diagonal, rowWeights } = this
    diagonal.fill(0)
    for (const pairs of [low, high, logs])
      for (let k = 0; k < pairs.at.length; k++)
        diagonal[pairs.at[k]!]! += pairs.multiplier[k]! / pairs.slack[k]!
    for (let r = 0; r < rowWeights.length; r++) rowWeights[r] = caps.multiplier[r]! / caps.slack[r]!
    return prepareNewton(this.system, this.program, diagonal, rowWeights)
  }

  /**
   * The step towards products of `centre` for constraints and b for logarithms. After a predictor step
   * of length `predicted` the products of its slack and multiplier steps are corrected for; those of
   * logarithms only as far as that step went, since their products are large even at the optimum.
   */
  direct(centre: number, predicted = 0): void {
    for (const pairs of this.all) {
      const towards = pairs === this.logs ? 0 : centre
      const correction = predicted === 0 ? 0 : pairs === this.logs ? predicted * predicted : 1
      const { target, slack, multiplier, slackStep, multiplierStep, wanted } = pairs
      for (let k = 0; k < wanted.length; k++) {
        const missing = target[k]! + towards - slack[k]! * multiplier[k]!
        wanted[k] = missing - correction * slackStep[k]! * multiplierStep[k]!
      }
    }
    this.solveForSteps()
  }

  private solveForSteps(): void {
    const { n, inequalityRows } = this.program
    const { low, high, logs, caps, dx, dy, rowResidual } = this
    for (let i = 0; i < n; i++) dx[i] = -this.dualResidual[i]!
    for (const pairs of [low, logs])
      for (let k = 0; k < pairs.at.length; k++) dx[pairs.at[k]!]! += pairs.wanted[k]! / pairs.slack[k]!
    for (let k = 0; k < high.at.length; k++) dx[high.at[k]!]! -= high.wanted[k]! / high.slack[k]!
    for (let r = 0; r < rowResidual.length; r++) {
      const pull = (caps.wanted[r]! - caps.multiplier[r]! * rowResidual[r]!) / caps.slack[r]!
      for (let k = inequalityRows.starts[r]!; k < inequalityRows.starts[r + 1]!; k++)
        dx[inequalityRows.columns[k]!]! -= inequalityRows.values[k]! * pull
    }
    dy.set(this.primalResidual)
    solveNewton(this.system, this.program, dx, dy)
    for (const pairs of [low, logs])
      for (let k = 0; k < pairs.at.length; k++) pairs.slackStep[k] = dx[pairs.at[k]!]!
    for (let k = 0; k < high.at.length; k++) high.slackStep[k] = -dx[high.at[k]!]!
    for (let r = 0; r < rowResidual.length; r++)
      caps.slackStep[r] = rowResidual[r]! - sparseRowTimes(inequalityRows, r, dx)
    for (const pairs of this.all) completeSteps(pairs)
  }

  /** Takes a step of the given length in the current direction. */
  advance(step: number): void {
    for (let i = 0; i < this.x.length; i++) this.x[i]! += step * this.dx[i]!
    for (let r = 0; r < this.y.length; r++) this.y[r]! += step * this.dy[r]!
    for (const pairs of this.all) move(pairs, step)
  }
}
