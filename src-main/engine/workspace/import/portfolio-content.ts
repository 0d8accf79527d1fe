import type { RiskProfile } from "#shared/model/risk-profile"
import type { ImportedHolding } from "./holdings-source"

/**
 * `portfolio_flattened.json` of an imported sleeve (reference 3.7): the same signed holdings under each risk
 * profile, and the engine that its streams are filed under.
 */
export function portfolioContent(
  holdings: readonly ImportedHolding[],
  riskProfiles: readonly RiskProfile[],
  engine: string,
  cash: number,
) {
  const assets = holdings.map(({ symbol, net, gross, market, sector, description }) => ({
    Symbol: symbol,
    Weight: Math.abs(net),
    Net_Weight: net,
    Gross_Weight: gross,
    Direction: net > 0 ? "LONG" : net < 0 ? "SHORT" : "FLAT",
    Description: description,
    Sector: sector,
    Market: market,
    Type: "CORE",
  }))
  return {
    metadata: { engine, ...(cash > 0 ? { cash } : {}) },
    profiles: Object.fromEntries(riskProfiles.map((risk) => [risk, { assets }])),
  }
}
