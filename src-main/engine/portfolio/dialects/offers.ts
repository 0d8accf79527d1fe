import type { OptimizeSettings } from "#shared/model/optimize"
import type { RiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import type { Dialect } from "./dialect"

const ofCovariance = ["covariance", "ddof"] as const
const ofTrees = ["distance_input", "leaf_order", "risk_measure"] as const

/** Risk profiles that grow a tree, at least for some numbers of items. */
const hierarchical: readonly RiskProfile[] = ["hrp", "herc", "adaptive", "barbell"]

/**
 * Why settings ask of an engine what its library lacks; undefined where they do not. Settings that a risk
 * profile has no use for are not asked about, so that several can share a manifest's.
 */
export function unofferedSetting(
  riskProfile: RiskProfile,
  settings: OptimizeSettings,
  dialect: Dialect,
): Problem | undefined {
  const { engine, offers } = dialect
  const keys = hierarchical.includes(riskProfile) ? [...ofCovariance, ...ofTrees] : ofCovariance
  for (const key of keys) {
    const asked = settings[key]
    const offered: readonly unknown[] | undefined = offers[key]
    if (asked !== undefined && offered !== undefined && !offered.includes(asked))
      return lacks(engine, key, String(asked), offered.join(" or "))
  }
  return riskProfile === "herc" ? unofferedHerc(settings, dialect) : undefined
}

function unofferedHerc(settings: OptimizeSettings, dialect: Dialect): Problem | undefined {
  const { engine, offers, hercWithin, hercBetween, riskMeasure } = dialect
  const { herc_within: within, herc_between: between } = settings
  if (riskMeasure !== "variance" && (within === "inverse_variance" || between === "variance")) {
    return problem("settings.combination", {
      what: `herc measures risk by ${riskMeasure} inside clusters and between them, or by variance in both places.`,
      where: "meta_allocation.risk_measure, herc_within, herc_between",
      seen: `risk_measure ${riskMeasure}, herc_within ${within ?? "left out"}, herc_between ${between ?? "left out"}`,
      remedy: "Leave herc_within and herc_between out, and they follow risk_measure; or choose variance.",
    })
  }
  const isOffered = offers.herc?.some(([inside, above]) => inside === hercWithin && above === hercBetween)
  if (isOffered !== false) return undefined
  const pairs = offers.herc?.map(([inside, above]) => `${inside} with ${above}`).join(", or ")
  return lacks(engine, "herc_within, herc_between", `${hercWithin} with ${hercBetween}`, pairs ?? "")
}

function lacks(engine: string, setting: string, asked: string, offered: string): Problem {
  return problem("optimize.unsupported", {
    what: `The engine ${engine} has no ${setting} ${asked}.`,
    where: `meta_allocation.engine, ${setting}`,
    seen: `${engine} / ${asked}`,
    remedy: `Leave ${setting} out, take ${offered}, or choose another engine such as textbook.`,
  })
}
