import { columnOf, type ReturnFrame, rowCount } from "#engine/numerics/frame"
import { mean, quantile, sampleSkewness } from "#engine/numerics/statistics"

const FULL_HISTORY = 252
const TAIL = 0.95

/**
 * The platform's antifragility score per column, 0..2: skewness and gain, each scaled to [0, 1] across the
 * columns, times the share of a full history of 252 days; gain is the mean return above the
 * 95 % quantile (reference 1.6.6; the 1e-9 of the scaling is the platform's).
 */
export function antifragility(frame: ReturnFrame): Float64Array {
  const columns = frame.names.map((_, i) => columnOf(frame, i))
  const skewness = scaledToUnit(columns.map(sampleSkewness))
  const gain = scaledToUnit(columns.map(tailGain))
  const history = Math.min(rowCount(frame) / FULL_HISTORY, 1)
  return Float64Array.from(skewness, (value, i) => (value + gain[i]!) * history)
}

function tailGain(values: Float64Array): number {
  const threshold = quantile(values, TAIL)
  const above = values.filter((value) => value > threshold)
  return above.length === 0 ? 0 : mean(above)
}

function scaledToUnit(values: readonly number[]): number[] {
  const least = Math.min(...values)
  const most = Math.max(...values)
  return values.map((value) => (value - least) / (most - least + 1e-9))
}
