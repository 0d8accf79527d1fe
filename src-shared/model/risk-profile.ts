import { z } from "zod"

/** Risk profiles, the one list (design 5.5). */
export const riskProfiles = [
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
  "barbell",
  "market",
  "benchmark",
  "market_neutral",
  "adaptive",
] as const

export type RiskProfile = (typeof riskProfiles)[number]

/** `erc` is the platform's other name of `risk_parity`. */
const aliases: Readonly<Record<string, RiskProfile>> = { erc: "risk_parity" }

/** The canonical name of a risk profile; undefined when there is none of that name. */
export function canonicalRiskProfile(name: string): RiskProfile | undefined {
  const canonical = aliases[name] ?? name
  return riskProfiles.find((profile) => profile === canonical)
}

/** Names under which a risk profile's streams may be filed, the canonical one first. */
export function namesOfRiskProfile(profile: RiskProfile): readonly string[] {
  return [profile, ...Object.keys(aliases).filter((alias) => aliases[alias] === profile)]
}

export const riskProfileSchema = z
  .enum([...riskProfiles, "erc"])
  .transform((name) => canonicalRiskProfile(name)!)

/** Whose definitions are used (design 5.5). */
export const engines = [
  "custom",
  "textbook",
  "pyportfolioopt",
  "skfolio",
  "riskfolio",
  "cvxportfolio",
] as const

export type Engine = (typeof engines)[number]
