import { describeInLine } from "./describe"
import { compatibility, nameToday } from "../compatibility"
import { holdingsFileOf, loadHoldings } from "../holdings"
import type { RunSummary } from "../runs"
import { metasAmong, type TakenProfiles } from "./examine-streams"
import { newerSource } from "./staleness"
import type { FileVerdict } from "./verdict"

/** What a run holds under each risk profile that is taken of it. */
export function examineHoldings(run: RunSummary, taken: TakenProfiles): readonly FileVerdict[] {
  const file = holdingsFileOf(run.path)
  const { role } = compatibility.flattened
  const every = metasAmong(new Set([...taken.values()].flatMap((roots) => [...roots])))
  if (file === undefined) {
    return [
      {
        file: `${run.relativePath}/${compatibility.flattened.file}`,
        role,
        verdict: "missing",
        needed_by: every,
        detail: "nor under an older name, nor weights of atoms",
        remedy: "Repeat the flattening step of the run.",
      },
    ]
  }
  const today = nameToday(file)
  const notes: string[] = []
  if (today !== file) notes.push(`older name of ${today}`)
  if (today === compatibility.atomWeights.file) notes.push("weights of atoms: no flattened portfolio")
  const shown = `${run.relativePath}/${file}`
  const failing: FileVerdict[] = []
  for (const [riskProfile, roots] of taken) {
    const loaded = loadHoldings(run.path, riskProfile, run.relativePath)
    if (loaded.ok) notes.push(`${riskProfile}: ${loaded.value.rows.length} symbols`)
    else {
      const [why] = loaded.problems
      failing.push({
        file: shown,
        role: `holdings of ${riskProfile}`,
        verdict: why.code === "holdings.missing" ? "missing" : "wrong shape",
        needed_by: metasAmong(roots),
        detail: describeInLine(why),
        remedy: why.remedy,
      })
    }
  }
  if (failing.length > 0 && failing.length === taken.size) return failing
  const newer = newerSource(run.path, file)
  if (newer !== undefined) notes.push(`older than ${newer}, of which it was made`)
  return [
    {
      file: shown,
      role,
      verdict: newer === undefined ? "found" : "stale",
      needed_by: every,
      detail: notes.join("; "),
      remedy: newer === undefined ? null : "Repeat the flattening step of the run.",
    },
    ...failing,
  ]
}
