import type { MetaAllocation } from "#shared/model/meta-allocation"

/** What a setting measures: it decides how its value is written and typed. */
export type SettingUnit = "fraction" | "rows" | "days" | "perYear" | "number" | "none"

export interface SettingText {
  readonly label: string
  /** What it does, in one short sentence; the schema's own description where it has one. */
  readonly says: string
  readonly unit?: SettingUnit
}

type Section = "backtest" | "stream" | "toxic_return_limits"
type Nested = {
  [Key in Section]: `${Key}.${Extract<keyof MetaAllocation[Key], string>}`
}[Section]

/** Paths of single settings: the keys of `meta_allocation`, with its sections taken apart. */
export type SettingPath = Exclude<keyof MetaAllocation, Section> | Nested

/** A label for every setting; one that is added to the schema is missed here by the compiler. */
export const settingTexts: Readonly<Record<SettingPath, SettingText>> = {
  engine: { label: "Engine", says: "Whose definitions and formulas are used." },
  min_weight: { label: "Min weight", says: "Least weight of an included sleeve.", unit: "fraction" },
  max_weight: { label: "Max weight", says: "Largest weight of a sleeve.", unit: "fraction" },
  bounds: {
    label: "Bounds per sleeve",
    says: 'Own bounds by sleeve: {"crypto": {"max": 0.2}}, as fractions.',
  },
  bounds_rule: { label: "Bounds rule", says: "How hierarchical methods keep the bounds." },
  covariance: { label: "Covariance", says: "Estimator of the covariance; the engine's own when left out." },
  ddof: { label: "Degrees of freedom", says: "Divisor n - ddof of sample moments." },
  half_life: { label: "Half-life", says: "Of exponential weights.", unit: "rows" },
  linkage: { label: "Linkage", says: "How clusters are joined in hrp and herc." },
  distance_input: { label: "Distance input", says: "What the linkage clusters: distances or their columns." },
  leaf_order: { label: "Leaf order", says: "Order of the tree's leaves." },
  clusters: { label: "Clusters", says: "Number of clusters of herc, or auto." },
  risk_measure: { label: "Risk measure", says: "" },
  herc_within: { label: "HERC within", says: "" },
  herc_between: { label: "HERC between", says: "" },
  confidence: { label: "Confidence", says: "Level of CVaR and CDaR.", unit: "fraction" },
  risk_free_rate: { label: "Risk-free rate", says: "A year, as in the tangency.", unit: "fraction" },
  periods_per_year: {
    label: "Periods a year",
    says: "Annualisation; the joined calendar's when left out.",
    unit: "perYear",
  },
  fallback_profile: {
    label: "Fallback profile",
    says: "Solved instead when a risk profile has no solution; recorded on the result.",
  },
  market_environment: { label: "Market environment", says: "Regime that the barbell tilts by." },
  regime: { label: "Regime", says: "Free label kept with the result." },
  aggressor_weight: { label: "Aggressor weight", says: "The barbell's share for upside.", unit: "fraction" },
  kappa_shrinkage_threshold: {
    label: "Kappa threshold",
    says: "Condition number above which the covariance is shrunk.",
    unit: "number",
  },
  default_shrinkage_intensity: {
    label: "Shrinkage intensity",
    says: "How far it is shrunk then.",
    unit: "fraction",
  },
  benchmark_sleeves: { label: "Benchmark sleeves", says: "Held equally by market and benchmark." },
  groups: { label: "Groups", says: "" },
  turnover: { label: "Turnover", says: "" },
  profile: { label: "Risk profile", says: "The only one to solve; risk profiles above say several." },
  profiles: { label: "Risk profiles of the profile", says: "Solved when a run names none." },
  health_threshold: {
    label: "Health threshold",
    says: "A sleeve with a smaller share of successful windows is vetoed.",
    unit: "fraction",
  },
  health_policy: { label: "Policy", says: "Leave a vetoed sleeve out, or stop the run." },
  health_overrides: { label: "Health overrides", says: 'Kept in whatever its health: {"sleeve": "reason"}.' },
  strict: { label: "Strict", says: "Missing evidence, proxies and soft gates stop the run." },
  join: {
    label: "Join rule",
    says: "Days outside the intersection are dropped, or compounded into the next.",
  },
  min_common_rows: { label: "Least common days", says: "Fewer stop the run.", unit: "rows" },
  max_depth: { label: "Greatest depth", says: "Levels of nesting.", unit: "number" },
  max_physical_weight: {
    label: "Largest holding",
    says: "Concentration gate after flattening.",
    unit: "fraction",
  },
  allow_single_sleeve: { label: "Allow a single sleeve", says: "One that is left alone gets weight 1." },
  allow_stream_substitution: {
    label: "Allow substitution",
    says: "Another risk profile's stream may stand in; recorded.",
  },
  "stream.engine": { label: "Stream engine", says: "Engine of the sleeves' streams." },
  "stream.simulator": { label: "Stream simulator", says: "Simulator of the sleeves' streams." },
  stream_profiles: { label: "Stream profiles", says: 'Whose streams a risk profile eats: {"herc": "hrp"}.' },
  benchmark: { label: "Benchmark", says: "Series that market neutral is neutral to." },
  "backtest.enabled": { label: "Backtest", says: "Walk the weights forward, for figures out of sample." },
  "backtest.train_window": { label: "Train window", says: "", unit: "rows" },
  "backtest.test_window": { label: "Test window", says: "", unit: "rows" },
  "backtest.step_size": { label: "Step", says: "", unit: "rows" },
  "backtest.slippage": { label: "Slippage", says: "", unit: "fraction" },
  "backtest.commission": { label: "Commission", says: "", unit: "fraction" },
  toxic_return_policy: { label: "Unbelievable returns", says: "Refuse the stream, or drop the days." },
  "toxic_return_limits.weekend": {
    label: "Limit, weekend streams",
    says: "Largest daily return that is believed.",
    unit: "fraction",
  },
  "toxic_return_limits.weekday": {
    label: "Limit, other streams",
    says: "Largest daily return that is believed.",
    unit: "fraction",
  },
  cache: { label: "Use the cache", says: "Take joined returns and weights of unchanged inputs from it." },
  cache_dir: { label: "Cache folder", says: "Relative to the workspace." },
  parity_exceptions: { label: "Parity exceptions", says: "Settings in which sleeves may differ unremarked." },
}
