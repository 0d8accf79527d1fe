import { canonicalRiskProfile, type RiskProfile, riskProfiles } from "#shared/model/risk-profile"
import { nearestNames } from "#shared/problem/nearest-names"
import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"

/** Names as canonical risk profiles, each once. Fails with `usage.argument`, which says `where` they were named. */
export function knownRiskProfiles(names: readonly string[], where: string): Result<readonly RiskProfile[]> {
  const unknown = names.filter((name) => canonicalRiskProfile(name) === undefined)
  return okUnless(
    unknown.map((name) => unknownRisk(name, where)),
    [...new Set(names.flatMap((name) => canonicalRiskProfile(name) ?? []))],
  )
}

function unknownRisk(name: string, where: string): Problem {
  const near = nearestNames(name, riskProfiles)
  return problem("usage.argument", {
    what: "There is no risk profile of that name.",
    where,
    seen: name === "" ? "an empty name" : name,
    remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `choose from ${riskProfiles.join(", ")}`,
  })
}
