import type { Measure } from "./measure"

/** Ulcer index (Martin and McCann 1989): root mean square of the drawdown on every day, as a fraction. */
export const ulcerIndex: Measure = {
  key: "ulcer_index",
  title: "Ulcer index",
  unit: "fraction",
  definition: "sqrt(sum DD_t^2 / n), DD_t = W_t / max(1, W_s, s <= t) - 1",
  undefinedWhen: "no returns",
  annualised: "no",
  of: ({ drawdown }) => {
    let squares = 0
    for (const depth of drawdown) squares += depth * depth
    return Math.sqrt(squares / drawdown.length)
  },
}
