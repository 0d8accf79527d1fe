import type { RiskProfile } from "#shared/model/risk-profile"

/** What the weights of each risk profile are, in the terms that the engines share. */
export const objectives: Readonly<Record<RiskProfile, string>> = {
  equal_weight: "1/n over the sleeves",
  inverse_volatility: "in proportion to 1/volatility",
  inverse_variance: "in proportion to 1/variance",
  min_variance: "those of the smallest variance w'Sw",
  max_sharpe: "those of the largest excess return per unit of volatility",
  max_diversification: "those of the largest ratio of weighted volatilities to the portfolio's volatility",
  hrp: "hierarchical risk parity: sleeves clustered by correlation, then split by inverse variance",
  herc: "hierarchical equal risk contribution: clusters share the risk, then the sleeves inside each",
  risk_parity: "those at which every sleeve carries the same share of the variance",
  min_cvar: "those of the smallest conditional value at risk",
  min_cdar: "those of the smallest conditional drawdown at risk",
  barbell: "a core of safe sleeves beside a small part in the aggressive ones",
  market: "1/n over the benchmark sleeves",
  benchmark: "1/n over the benchmark sleeves",
  market_neutral: "those of the smallest variance with a beta near zero",
  adaptive: "the method that the number of sleeves calls for",
}
