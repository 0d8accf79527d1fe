import { canonicalRiskProfile, type RiskProfile, riskProfiles } from "#shared/model/risk-profile"
import { nearestNames } from "#shared/problem/nearest-names"
import { problem } from "#shared/problem/problem"
import { ok, okUnless, type Result } from "#shared/problem/result"

/** "a,b" as canonical names; undefined when nothing was asked for. */
export function parseRiskProfiles(list: string | undefined): Result<readonly RiskProfile[] | undefined> {
  if (list === undefined) return ok(undefined)
  const names = list.split(",").map((name) => name.trim())
  const unknown = names.filter((name) => canonicalRiskProfile(name) === undefined)
  return okUnless(
    unknown.map((name) => {
      const near = nearestNames(name, riskProfiles)
      return problem("usage.argument", {
        what: "There is no risk profile of that name.",
        where: "--risk-profiles",
        seen: name === "" ? "an empty name" : name,
        remedy:
          near.length > 0 ? `did you mean ${near.join(" or ")}?` : `choose from ${riskProfiles.join(", ")}`,
      })
    }),
    [...new Set(names.flatMap((name) => canonicalRiskProfile(name) ?? []))],
  )
}
