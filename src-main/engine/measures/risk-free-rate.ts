import type { Measure } from "./measure"

/** The rate that Sharpe, Sortino and alpha are measured against. */
export const riskFreeRate: Measure = {
  key: "risk_free_rate",
  title: "Risk-free rate",
  unit: "fraction",
  definition: "the setting risk_free_rate, annual; per period it is divided by the periods per year",
  undefinedWhen: "no returns",
  annualised: "no",
  of: (series) => series.riskFreeRate,
}
