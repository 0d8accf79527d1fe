import type { Engine, RiskProfile } from "#shared/model/risk-profile"
import { deviationGap, meanGap } from "#engine/portfolio/hierarchical/gap-statistic"
import type { Dialect } from "./dialect"

/** The canonical definitions, where the others differ only by name. */
const textbook: Dialect = {
  engine: "textbook",
  riskProfiles: [
    "equal_weight",
    "inverse_volatility",
    "inverse_variance",
    "min_variance",
    "max_sharpe",
    "max_diversification",
    "hrp",
    "herc",
    "risk_parity",
    "min_cvar",
    "min_cdar",
    "market",
    "benchmark",
    "market_neutral",
  ],
  covariance: "sample",
  ddof: 1,
  momentsAbout: "mean",
  constantCorrelationDdof: 0,
  halfLife: 63,
  hrp: { linkage: "single", distanceInput: "condensed", leafOrder: "tree" },
  herc: { linkage: "ward", distanceInput: "condensed", leafOrder: "tree" },
  clusters: "auto",
  gap: deviationGap,
  riskMeasure: "variance",
  hercWithin: "inverse_variance",
  hercBetween: "variance",
  boundsRule: "project",
  offers: {},
}

/** The platform's own formulas (reference 1.6), and only the risk profiles it defines. */
const custom: Dialect = {
  ...textbook,
  engine: "custom",
  riskProfiles: [
    "equal_weight",
    "min_variance",
    "max_sharpe",
    "hrp",
    "risk_parity",
    "barbell",
    "market",
    "benchmark",
    "market_neutral",
    "adaptive",
  ],
  covariance: "custom",
  hrp: { linkage: "ward", distanceInput: "condensed", leafOrder: "tree" },
  offers: { risk_measure: ["variance"] },
}

/** PyPortfolioOpt 1.5: EfficientFrontier, EfficientCVaR, EfficientCDaR, HRPOpt. */
const pyportfolioopt: Dialect = {
  ...textbook,
  engine: "pyportfolioopt",
  riskProfiles: ["min_variance", "max_sharpe", "hrp", "min_cvar", "min_cdar"],
  constantCorrelationDdof: 1,
  offers: {
    covariance: ["sample", "ledoit_wolf", "ledoit_wolf_constant_correlation", "oas", "exponential"],
    ddof: [1],
    distance_input: ["condensed"],
    leaf_order: ["tree"],
    risk_measure: ["variance"],
  },
}

/** skfolio 0.20: MeanRisk, RiskBudgeting, MaximumDiversification, the hierarchical and naive ones. */
const skfolio: Dialect = {
  ...textbook,
  engine: "skfolio",
  riskProfiles: [
    "equal_weight",
    "inverse_volatility",
    "min_variance",
    "max_sharpe",
    "max_diversification",
    "hrp",
    "herc",
    "risk_parity",
    "min_cvar",
    "min_cdar",
  ],
  hrp: { linkage: "ward", distanceInput: "condensed", leafOrder: "optimal" },
  herc: { linkage: "ward", distanceInput: "condensed", leafOrder: "optimal" },
  gap: meanGap,
  boundsRule: "split_factor",
  offers: {
    // Its exponentially weighted covariance is about zero by default, another estimator than ours.
    covariance: ["sample", "ledoit_wolf", "oas"],
    distance_input: ["condensed"],
    leaf_order: ["optimal"],
    herc: [["inverse_variance", "variance"]],
  },
}

/** Riskfolio-Lib 7: Portfolio.optimization and rp_optimization, HCPortfolio. */
const riskfolio: Dialect = {
  ...textbook,
  engine: "riskfolio",
  riskProfiles: ["min_variance", "max_sharpe", "hrp", "herc", "risk_parity", "min_cvar", "min_cdar"],
  hrp: { linkage: "single", distanceInput: "condensed", leafOrder: "optimal" },
  herc: { linkage: "single", distanceInput: "condensed", leafOrder: "optimal" },
  boundsRule: "clip_redistribute",
  offers: {
    // Its exponentially weighted covariances are about a weighted mean, others than ours.
    covariance: ["sample", "ledoit_wolf", "oas"],
    ddof: [1],
    distance_input: ["condensed"],
    // HERC, HERC2, and HERC of the risk measure "equal".
    herc: [
      ["inverse_variance", "variance"],
      ["equal", "variance"],
      ["equal", "equal"],
    ],
  },
}

/**
 * cvxportfolio 1: Uniform, and single-period Markowitz with the second moments E[rr'] of its default
 * `HistoricalFactorizedCovariance(kelly=True)`; it refuses hierarchies and risk parity.
 */
const cvxportfolio: Dialect = {
  ...textbook,
  engine: "cvxportfolio",
  riskProfiles: ["equal_weight", "min_variance"],
  ddof: 0,
  momentsAbout: "zero",
  offers: { covariance: ["sample"], ddof: [0] },
}

const table: Readonly<Record<Engine, Dialect>> = {
  custom,
  textbook,
  pyportfolioopt,
  skfolio,
  riskfolio,
  cvxportfolio,
}

/** The table of one engine. */
export function dialectOf(engine: Engine): Dialect {
  return table[engine]
}

/** Risk profiles that an engine has, in the order of the one list. */
export function supportedProfiles(engine: Engine): readonly RiskProfile[] {
  return table[engine].riskProfiles
}

/** Those whose feasible set can take linear limits and a turnover. */
export const convexProfiles: readonly RiskProfile[] = [
  "min_variance",
  "max_sharpe",
  "max_diversification",
  "risk_parity",
  "min_cvar",
  "min_cdar",
  "market_neutral",
]
