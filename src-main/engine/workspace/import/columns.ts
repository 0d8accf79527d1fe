import { canonicalRiskProfile, type RiskProfile } from "#shared/model/risk-profile"
import { nearestNames } from "#shared/problem/nearest-names"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import { failed, ok, type Result } from "#shared/problem/result"

/** The column of a table that each risk profile's stream is made of. */
export type ColumnByRisk = ReadonlyMap<RiskProfile, number>

/**
 * Finds the column of each risk profile: the one that was named, else the only one, else the one that bears the
 * risk profile's name. `names` are those of the columns beside the dates. Fails with `file.format`, since
 * nothing tells which of several columns is the sleeve.
 */
export function chooseColumns(
  names: readonly string[],
  riskProfiles: readonly RiskProfile[],
  named: string | undefined,
  fileName: string,
): Result<ColumnByRisk> {
  if (named !== undefined) {
    const at = names.indexOf(named)
    return at === -1
      ? failed(noColumn(names, named, fileName))
      : ok(new Map(riskProfiles.map((risk) => [risk, at])))
  }
  if (names.length === 1) return ok(new Map(riskProfiles.map((risk) => [risk, 0])))
  const byRisk = new Map<RiskProfile, number>()
  for (const risk of riskProfiles) {
    const at = names.findIndex((name) => canonicalRiskProfile(name.toLowerCase()) === risk)
    if (at !== -1) byRisk.set(risk, at)
  }
  if (byRisk.size === riskProfiles.length) return ok(byRisk)
  return failed(
    tableProblem(
      "Nothing tells which column is the sleeve's.",
      fileName,
      names.length === 0
        ? "no column beside the dates"
        : `${names.length} columns: ${names.slice(0, 8).join(", ")}${names.length > 8 ? " ..." : ""}`,
      `Name one with --column, or name the columns after the risk profiles (${riskProfiles.join(", ")}).`,
    ),
  )
}

function noColumn(names: readonly string[], named: string, fileName: string) {
  const near = nearestNames(named, names)
  return tableProblem(
    "The file has no column of that name.",
    `${fileName} (--column)`,
    named,
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `It has ${names.slice(0, 8).join(", ")}.`,
  )
}
