import { datesOf, type Fall } from "./drawdowns"
import type { Measure } from "./measure"

/** Largest fall of wealth from its peak so far; the starting wealth of 1 counts as a peak. Zero or negative. */
export const maxDrawdown: Measure = {
  key: "max_drawdown",
  title: "Max drawdown",
  unit: "fraction",
  definition: "min over t of W_t / max(1, W_s, s <= t) - 1, W = cumulative wealth",
  undefinedWhen: "no returns",
  annualised: "no",
  of: (series) => {
    let deepest: Fall | undefined
    for (const fall of series.falls) if (deepest === undefined || fall.depth < deepest.depth) deepest = fall
    return deepest === undefined
      ? { value: 0, note: "no drawdown" }
      : { value: deepest.depth, note: datesOf(series, deepest) }
  },
}
