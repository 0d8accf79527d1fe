import { float, type PyFloat } from "../platform/python-json"

export interface SimulatedWindow {
  readonly returns: Float64Array
  /** Sum of |change| of the weights at the rebalance, as a fraction of the portfolio. */
  readonly turnover: number
  /** Weights at the end, drifted with the returns. */
  readonly drifted: Float64Array
}

/**
 * Daily returns of `target` held over rows [from, to) without rebalancing. The change from the weights
 * held before is paid for at the first day: turnover x friction (reference 3.8).
 */
export function simulateWindow(
  columns: readonly Float64Array[],
  from: number,
  to: number,
  target: Float64Array,
  held: Float64Array,
  friction: number,
): SimulatedWindow {
  const weights = Float64Array.from(target)
  const returns = new Float64Array(to - from)
  let turnover = 0
  for (let i = 0; i < weights.length; i++) turnover += Math.abs(target[i]! - held[i]!)
  for (let row = from; row < to; row++) {
    let gain = 0
    for (let i = 0; i < weights.length; i++) gain += weights[i]! * columns[i]![row]!
    for (let i = 0; i < weights.length; i++) {
      weights[i] = (weights[i]! * (1 + columns[i]![row]!)) / (1 + gain)
    }
    returns[row - from] = gain - (row === from ? turnover * friction : 0)
  }
  return { returns, turnover, drifted: weights }
}

/**
 * Figures of one window as the platform records them for fewer than 30 days (reference 1.9): annualised
 * by the mean, standard deviation with ddof 1.
 */
export function windowMetrics(
  { returns, turnover }: SimulatedWindow,
  periodsPerYear: number,
): Readonly<Record<string, PyFloat>> {
  const n = returns.length
  let total = 0
  for (const value of returns) total += value
  const mean = total / n
  let squares = 0
  let wealth = 1
  let peak = 1
  let drawdown = 0
  for (const value of returns) {
    squares += (value - mean) * (value - mean)
    wealth *= 1 + value
    peak = Math.max(peak, wealth)
    drawdown = Math.min(drawdown, wealth / peak - 1)
  }
  const volatility = Math.sqrt((squares / (n - 1)) * periodsPerYear)
  return {
    total_return: float(wealth - 1),
    annualized_return: float(mean * periodsPerYear),
    annualized_vol: float(volatility),
    sharpe: float((mean * periodsPerYear) / (volatility + 1e-9)),
    max_drawdown: float(drawdown),
    turnover: float(turnover),
  }
}
