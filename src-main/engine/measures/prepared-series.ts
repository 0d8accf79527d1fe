import { ensure } from "#shared/problem/ensure"
import { mean, standardDeviation } from "#engine/numerics/statistics"
import { type Fall, fallsOf } from "./drawdowns"
import { isSpread } from "./spread"
import { drawdownPath, wealthPath } from "./wealth"

/** A return series as measures take it. */
export interface MeasuredSeries {
  /** Whole days since 1970-01-01 UTC, strictly increasing, as long as `returns`. */
  readonly days: Int32Array
  /** Simple returns per day as fractions, finite. */
  readonly returns: Float64Array
  /** Annualisation factor of this series' own calendar. */
  readonly periodsPerYear: number
  /** Annual, as a fraction. */
  readonly riskFreeRate: number
}

/** A return series with what several measures need, each computed at its first use and kept. */
export class PreparedSeries implements MeasuredSeries {
  readonly days: Int32Array
  readonly returns: Float64Array
  readonly periodsPerYear: number
  readonly riskFreeRate: number
  #sorted: Float64Array | undefined
  #wealth: Float64Array | undefined
  #drawdown: Float64Array | undefined
  #falls: readonly Fall[] | undefined
  #mean: number | undefined
  #deviation: number | undefined

  constructor(series: MeasuredSeries) {
    ensure(series.days.length === series.returns.length, "every return has its day")
    this.days = series.days
    this.returns = series.returns
    this.periodsPerYear = series.periodsPerYear
    this.riskFreeRate = series.riskFreeRate
  }

  /** Returns in ascending order. */
  get sorted(): Float64Array {
    this.#sorted ??= this.returns.slice().sort()
    return this.#sorted
  }

  /** Whether returns differ by more than rounding (see `isSpread`). */
  get varies(): boolean {
    const { sorted } = this
    return isSpread(sorted[0]!, sorted[sorted.length - 1]!)
  }

  /** Wealth after each day, from 1; see `wealthPath`. */
  get wealth(): Float64Array {
    this.#wealth ??= wealthPath(this.returns)
    return this.#wealth
  }

  /** Wealth over its peak so far, less 1, after each day: zero or negative. */
  get drawdown(): Float64Array {
    this.#drawdown ??= drawdownPath(this.wealth)
    return this.#drawdown
  }

  /** Every fall of wealth below its peak, in the order of time. */
  get falls(): readonly Fall[] {
    this.#falls ??= fallsOf(this.wealth)
    return this.#falls
  }

  /** Mean return per period. */
  get mean(): number {
    this.#mean ??= mean(this.returns)
    return this.#mean
  }

  /** Standard deviation per period (ddof 1); of at least two returns. */
  get deviation(): number {
    this.#deviation ??= standardDeviation(this.returns, 1)
    return this.#deviation
  }

  /** Risk-free rate per period: the annual one over the factor. */
  get riskFreePerPeriod(): number {
    return this.riskFreeRate / this.periodsPerYear
  }

  /** Wealth at the end. */
  get endWealth(): number {
    return this.wealth[this.wealth.length - 1]!
  }
}
