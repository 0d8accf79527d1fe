import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"

/** "a,b" as canonical names; undefined when nothing was asked for. */
export function parseRiskProfiles(list: string | undefined): Result<readonly RiskProfile[] | undefined> {
  if (list === undefined) return ok(undefined)
  return askedRiskProfiles(
    list.split(",").map((name) => name.trim()),
    "--risk-profiles",
  )
}
