import type { Drawdown } from "#shared/model/figure"
import { isoDay } from "#shared/quantity/day"

/** A fall of wealth below its peak, by rows of the series. */
export interface Fall {
  /** Last row at the peak; -1 where wealth fell from its start. */
  readonly peakRow: number
  readonly troughRow: number
  /** First row back at the peak, or the last row of the series while open. */
  readonly endRow: number
  readonly open: boolean
  /** Wealth at the trough over wealth at the peak, less 1; negative. */
  readonly depth: number
}

/** Every fall of wealth (see `wealthPath`) in the order of time. Only the last one can be open. */
export function fallsOf(wealth: Float64Array): readonly Fall[] {
  const falls: Fall[] = []
  let peak = 1
  let peakRow = -1
  let troughRow = -1
  for (let t = 0; t < wealth.length; t++) {
    const now = wealth[t]!
    if (now >= peak) {
      if (troughRow >= 0) {
        falls.push({ peakRow, troughRow, endRow: t, open: false, depth: wealth[troughRow]! / peak - 1 })
        troughRow = -1
      }
      peak = now
      peakRow = t
    } else if (troughRow < 0 || now < wealth[troughRow]!) {
      troughRow = t
    }
  }
  if (troughRow >= 0) {
    const depth = wealth[troughRow]! / peak - 1
    falls.push({ peakRow, troughRow, endRow: wealth.length - 1, open: true, depth })
  }
  return falls
}

/** A series whose falls are known. */
export interface WithFalls {
  readonly days: Int32Array
  readonly falls: readonly Fall[]
}

/** The deepest falls of a series as drawdowns, at most `count`; the earlier first among equals. */
export function deepestDrawdowns(series: WithFalls, count: number): readonly Drawdown[] {
  return [...series.falls]
    .sort((a, b) => a.depth - b.depth)
    .slice(0, count)
    .map((fall) => drawdownOf(series, fall))
}

/** A fall with its dates. The first return is earned from the day before it. */
export function drawdownOf({ days }: { readonly days: Int32Array }, fall: Fall): Drawdown {
  const { peakRow, troughRow, endRow, open, depth } = fall
  return {
    peak: peakRow < 0 ? null : isoDay(days[peakRow]!),
    trough: isoDay(days[troughRow]!),
    recovery: open ? null : isoDay(days[endRow]!),
    depth,
    days: lengthOf(days, fall),
  }
}

/** Calendar days from the peak to the recovery, or to the last day of the series. */
export function lengthOf(days: Int32Array, { peakRow, endRow }: Fall): number {
  return days[endRow]! - (peakRow < 0 ? days[0]! - 1 : days[peakRow]!)
}

/** A fall's dates and length in words. */
export function datesOf(series: { readonly days: Int32Array }, fall: Fall): string {
  const { peak, trough, recovery, days } = drawdownOf(series, fall)
  const end = recovery === null ? `open, ${days} days so far` : `recovered ${recovery}, ${days} days`
  return `peak ${peak ?? "at the start"}, trough ${trough}, ${end}`
}
