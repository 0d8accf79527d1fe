import { weekdayOf } from "#shared/quantity/day"

/** What the days of a joined table look like. */
export interface CalendarFigures {
  readonly n_days: number
  readonly has_saturday: boolean
  readonly has_sunday: boolean
  readonly n_gaps_gt_1d: number
  /** Calendar days between two rows, at most; 0 without a gap. */
  readonly max_gap_days: number
}

/** Figures of ascending UTC days. A weekend in a table that joins stocks would mean that days were filled in. */
export function calendarFigures(days: Int32Array): CalendarFigures {
  let gaps = 0
  let largest = 0
  for (let t = 1; t < days.length; t += 1) {
    const gap = days[t]! - days[t - 1]!
    if (gap > 1) gaps += 1
    if (gap > 1 && gap > largest) largest = gap
  }
  return {
    n_days: days.length,
    has_saturday: days.some((day) => weekdayOf(day) === 6),
    has_sunday: days.some((day) => weekdayOf(day) === 0),
    n_gaps_gt_1d: gaps,
    max_gap_days: largest,
  }
}
