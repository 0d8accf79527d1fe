import { canonicalRiskProfile, type RiskProfile, riskProfiles } from "#shared/model/risk-profile"
import { nearestNames } from "#shared/problem/nearest-names"
import { problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"

/**
 * The risk profiles that were asked for, by their canonical names, each once and in the order asked. `where`
 * says where they were asked for. Fails with `usage.argument` for every name that is none.
 */
export function askedRiskProfiles(names: readonly string[], where: string): Result<readonly RiskProfile[]> {
  const unknown = names.filter((name) => canonicalRiskProfile(name) === undefined)
  return okUnless(
    unknown.map((name) => {
      const near = nearestNames(name, riskProfiles)
      return problem("usage.argument", {
        what: "There is no risk profile of that name.",
        where,
        seen: name === "" ? "an empty name" : name,
        remedy:
          near.length > 0 ? `did you mean ${near.join(" or ")}?` : `choose from ${riskProfiles.join(", ")}`,
      })
    }),
    [...new Set(names.flatMap((name) => canonicalRiskProfile(name) ?? []))],
  )
}
