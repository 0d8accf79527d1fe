import type { Measure } from "./measure"

/** Largest fall of wealth from its peak so far; the starting wealth of 1 counts as a peak. Zero or negative. */
export const maxDrawdown: Measure = {
  key: "max_drawdown",
  title: "Max drawdown",
  unit: "fraction",
  definition: "min over t of W_t / max(1, W_s, s <= t) - 1, W = cumulative wealth",
  annualised: "no",
  of: ({ returns }) => {
    let wealth = 1
    let peak = 1
    let deepest = 0
    for (const r of returns) {
      wealth *= 1 + r
      peak = Math.max(peak, wealth)
      deepest = Math.min(deepest, wealth / peak - 1)
    }
    return deepest
  },
}
