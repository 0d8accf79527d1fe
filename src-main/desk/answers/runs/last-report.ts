import type { HealthCounts, ReportAtAGlance } from "#shared/contract/engine/profile-rows"
import type { MetaDecisions } from "#shared/model/decision"
import { modifiedAt, readText } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { everyMeta } from "#engine/stages/meta/nodes"
import type { RunSummary } from "#engine/workspace/runs"
import { KeptRun } from "./kept-run"

/** What reports say at a glance, remembered for as long as a run's index stays as it is. */
export class ReportMemory {
  readonly #known = new Map<string, { readonly stamp: number; readonly glance: ReportAtAGlance | null }>()

  /** null for a run without a report, or one whose files can't be believed. */
  glance(run: RunSummary): ReportAtAGlance | null {
    const stamp = modifiedAt(`${run.path}/${runFiles.index}`)
    if (run.kind !== "meta" || !stamp.ok) return null
    const known = this.#known.get(run.path)
    if (known?.stamp === stamp.value) return known.glance
    const glance = readGlance(run)
    this.#known.set(run.path, { stamp: stamp.value, glance })
    return glance
  }
}

function readGlance(run: RunSummary): ReportAtAGlance | null {
  const verdict = verdictOf(run.path)
  if (verdict === undefined) return null
  const kept = KeptRun.open(run.path)
  if (!kept.ok) return null
  const root = kept.value.root()
  if (!root.ok) return null
  const risk = run.riskProfiles.find(
    (one) => kept.value.find("meta_decisions", root.value.profile, one) !== undefined,
  )
  const counts = { healthy: 0, degraded: 0, vetoed: 0, unknown: 0 }
  for (const node of everyMeta(root.value)) {
    if (risk === undefined) break
    const decisions = kept.value.json<MetaDecisions>("meta_decisions", node.profile, risk)
    if (decisions.ok) countInto(counts, decisions.value)
  }
  return { runId: run.runId, verdict, health: counts }
}

function countInto(counts: { -readonly [Key in keyof HealthCounts]: number }, { sleeves }: MetaDecisions) {
  for (const { kind, health } of sleeves) if (kind === "atomic") counts[health?.verdict ?? "unknown"] += 1
}

/** From the outcome of the report's step, which the ledger has near its end: the report itself is long. */
function verdictOf(runPath: string): ReportAtAGlance["verdict"] | undefined {
  const ledger = readText(`${runPath}/${runFiles.ledger}`)
  if (!ledger.ok) return undefined
  const at = ledger.value.lastIndexOf('"step":"meta_report"')
  if (at === -1) return undefined
  const start = ledger.value.lastIndexOf("\n", at) + 1
  const end = ledger.value.indexOf("\n", at)
  const found = /"verdict":"(PASS|WARN|FAIL)"/.exec(ledger.value.slice(start, end === -1 ? undefined : end))
  return found?.[1] as ReportAtAGlance["verdict"] | undefined
}
