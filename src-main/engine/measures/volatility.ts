import { FEWER_THAN_TWO, type Measure } from "./measure"

/** Annualised standard deviation of simple returns. Undefined for a single return. */
export const volatility: Measure = {
  key: "volatility",
  title: "Volatility (ann.)",
  unit: "fraction",
  definition: "standard deviation (ddof 1) x sqrt(periods per year)",
  undefinedWhen: "under 90 calendar days; fewer than two returns",
  annualised: "by factor",
  of: (series) =>
    series.returns.length < 2 ? FEWER_THAN_TWO : series.deviation * Math.sqrt(series.periodsPerYear),
}
