import { FEWER_THAN_TWO, type Measure } from "./measure"

const TAIL = 0.05

/**
 * Expected shortfall of one day at 95 % (Rockafellar and Uryasev 2002): the mean of the worst 5 % of the
 * sample, the day on the boundary counting with the fraction of it that belongs to the tail. A loss is
 * negative.
 */
export const conditionalValueAtRisk: Measure = {
  key: "cvar_95",
  title: "Expected shortfall (CVaR 95)",
  unit: "fraction",
  definition: "mean of the worst 5 % of r, the boundary day with its fraction (Rockafellar-Uryasev)",
  undefinedWhen: "fewer than two returns",
  annualised: "no",
  of: ({ sorted }) => {
    if (sorted.length < 2) return FEWER_THAN_TWO
    const count = TAIL * sorted.length
    const whole = Math.floor(count)
    let total = 0
    for (let i = 0; i < whole; i++) total += sorted[i]!
    return (total + (count - whole) * sorted[whole]!) / count
  },
}
