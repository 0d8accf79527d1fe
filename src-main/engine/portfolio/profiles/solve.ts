import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { barbell } from "#engine/portfolio/custom/barbell"
import { customMaxSharpe, customMinVariance, customRiskParity } from "#engine/portfolio/custom/convex"
import { constraintNames, isUnconstrained } from "#engine/portfolio/convex/constraints"
import { unofferedSetting } from "#engine/portfolio/dialects/offers"
import { convexProfiles, supportedProfiles } from "#engine/portfolio/dialects/engines"
import type { PortfolioTask, ProfileSolution } from "#engine/portfolio/task"
import { adaptive } from "./adaptive"
import { hierarchicalEqualRiskContribution, hierarchicalRiskParity } from "./hierarchical"
import { market } from "./market"
import { marketNeutral } from "./market-neutral"
import { equalWeight, inverseVariance, inverseVolatility } from "./naive"
import { minCdar, minCvar } from "./tail-risk"
import { maxDiversification, maxSharpe, minVariance, riskParity } from "./textbook"

type Solve = (task: PortfolioTask) => ProfileSolution | Promise<ProfileSolution>

/** Every risk profile in its canonical definition. */
const canonical: Readonly<Record<RiskProfile, Solve>> = {
  equal_weight: equalWeight,
  inverse_volatility: inverseVolatility,
  inverse_variance: inverseVariance,
  min_variance: minVariance,
  max_sharpe: maxSharpe,
  max_diversification: maxDiversification,
  risk_parity: riskParity,
  min_cvar: minCvar,
  min_cdar: minCdar,
  market_neutral: marketNeutral,
  hrp: hierarchicalRiskParity,
  herc: hierarchicalEqualRiskContribution,
  market,
  benchmark: market,
  barbell,
  adaptive,
}

/** Where the platform means something of its own. */
const custom: Readonly<Partial<Record<RiskProfile, Solve>>> = {
  min_variance: customMinVariance,
  max_sharpe: customMaxSharpe,
  risk_parity: customRiskParity,
}

/** Solves a task whose bounds are feasible; a risk profile that the engine lacks, and limits that it can't keep, are refused. */
export async function solveProfile(task: PortfolioTask): Promise<ProfileSolution> {
  const { riskProfile, dialect } = task
  const supported = supportedProfiles(dialect.engine)
  if (!supported.includes(riskProfile)) {
    return {
      kind: "refused",
      problem: problem("optimize.unsupported", {
        what: `The engine ${dialect.engine} has no risk profile ${riskProfile}.`,
        where: "meta_allocation.engine",
        seen: `${dialect.engine} / ${riskProfile}`,
        remedy: `Choose another engine, or one of ${supported.join(", ")}.`,
      }),
    }
  }
  const unoffered = unofferedSetting(riskProfile, task.settings, dialect)
  if (unoffered !== undefined) return { kind: "refused", problem: unoffered }
  if (!isUnconstrained(task.constraints) && !convexProfiles.includes(riskProfile)) {
    return {
      kind: "refused",
      problem: problem("optimize.unsupported", {
        what: `The risk profile ${riskProfile} is not a convex program: it can't keep groups or a turnover limit.`,
        where: "groups, turnover",
        seen: constraintNames(task.constraints).join(", "),
        remedy: `Leave them out, or choose one of ${convexProfiles.filter((one) => supported.includes(one)).join(", ")}.`,
      }),
    }
  }
  const own = dialect.engine === "custom" ? custom[riskProfile] : undefined
  return await (own ?? canonical[riskProfile])(task)
}
