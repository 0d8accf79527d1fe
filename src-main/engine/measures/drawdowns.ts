import type { Drawdown } from "#shared/model/figure"
import { isoDay } from "#shared/quantity/day"
import type { PreparedSeries } from "./prepared-series"

/**
 * Every drawdown of a series, the deepest first and the earlier first among equals. One begins on the last
 * day at the peak (on the day before the first return where wealth falls from its start) and ends on the
 * first day on which wealth is back at the peak; the last one may be open.
 */
export function drawdownsOf({ days, wealth }: PreparedSeries): readonly Drawdown[] {
  const found: Drawdown[] = []
  let peak = 1
  let peakRow = -1
  let troughRow = -1
  const close = (lastRow: number, recovered: boolean) => {
    const from = peakRow < 0 ? days[0]! - 1 : days[peakRow]!
    found.push({
      peak: peakRow < 0 ? null : isoDay(from),
      trough: isoDay(days[troughRow]!),
      recovery: recovered ? isoDay(days[lastRow]!) : null,
      depth: wealth[troughRow]! / peak - 1,
      days: days[lastRow]! - from,
    })
    troughRow = -1
  }
  for (let t = 0; t < wealth.length; t++) {
    if (wealth[t]! >= peak) {
      if (troughRow >= 0) close(t, true)
      peak = wealth[t]!
      peakRow = t
    } else if (troughRow < 0 || wealth[t]! < wealth[troughRow]!) {
      troughRow = t
    }
  }
  if (troughRow >= 0) close(wealth.length - 1, false)
  return found.sort((a, b) => a.depth - b.depth || (a.trough < b.trough ? -1 : 1))
}

/** A drawdown's dates and length in words. */
export function datesOf({ peak, trough, recovery, days }: Drawdown): string {
  const end = recovery === null ? `open, ${days} days so far` : `recovered ${recovery}, ${days} days`
  return `peak ${peak ?? "at the start"}, trough ${trough}, ${end}`
}
