import type { HealthVerdict, SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { ResolvedAtomic, ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { loadStream, type LoadedStream } from "#engine/workspace/streams"
import type { StageContext } from "../../context"
import { recordDecision } from "../../record"
import type { GatheredSleeve } from "./gathered"
import { judgeHealth } from "./health"

const STAGE = "meta.returns"

/**
 * One atomic sleeve: its stream is chosen, read and kept, and its health judged for the engine and risk
 * profile of that very stream. A vetoed sleeve is a decision, not a failure.
 */
export async function gatherAtomic(
  context: StageContext,
  node: ResolvedMeta,
  sleeve: ResolvedAtomic,
  risk: RiskProfile,
): Promise<Result<GatheredSleeve>> {
  const { allocation } = node.settings
  const runPath = `${context.workspace.root}/${sleeve.runPath}`
  const loaded = await loadStream(runPath, {
    sleeveId: `${node.profile}/${sleeve.id}`,
    runPath: sleeve.runPath,
    riskProfile: risk,
    settings: allocation,
  })
  if (!loaded.ok) return loaded
  const { choice, pick, series, bytes } = loaded.value
  const kept = context.directory.keepInput({
    bytes,
    extension: choice.file.slice(choice.file.lastIndexOf(".") + 1),
    origin: `${sleeve.runPath}/${choice.file}`,
    stage: STAGE,
  })
  if (!kept.ok) return kept
  const about = { node: node.profile, risk, sleeve: sleeve.id }
  const chosen = recordDecision(context, "stream.chosen", about, {
    requested: choice.requested,
    used: choice.used,
    substitution: pick.substitution,
    file: `${sleeve.runPath}/${choice.file}`,
    sha256: choice.sha256,
    candidates: choice.candidates,
    day_rule: choice.dayRule,
  })
  if (!chosen.ok) return chosen

  const judged = judgeHealth({
    sleeveId: sleeve.id,
    runPath,
    engine: choice.engine,
    riskProfile: choice.used,
    threshold: allocation.health_threshold,
  })
  if (!judged.ok) return judged
  const { health, evidence } = judged.value
  const ledgerLines = context.directory.keepInput({
    bytes: evidence,
    extension: "jsonl",
    origin: `${sleeve.runPath}/audit.jsonl`,
    stage: STAGE,
  })
  if (!ledgerLines.ok) return ledgerLines
  const decision = decide(sleeve.id, loaded.value, health, allocation.strict)
  const told = recordDecision(context, `sleeve.${decision.status}`, about, {
    reason: decision.reason,
    note: decision.note,
    verdict: health.verdict,
    success: health.success,
    expected: health.expected,
    threshold: health.threshold,
  })
  if (!told.ok) return told
  return ok({
    stream: { id: sleeve.id, days: series.days, values: series.columns[0]!.values },
    decision,
    health,
    inputs: [kept.value, ledgerLines.value],
  })
}

function decide(
  id: string,
  { choice, pick }: LoadedStream,
  health: SleeveHealth,
  strict: boolean,
): SleeveDecision {
  const base = {
    id,
    kind: "atomic" as const,
    health: { verdict: health.verdict, success: health.success, expected: health.expected },
    stream: choice,
  }
  const told = (
    status: SleeveDecision["status"],
    reason: SleeveDecision["reason"],
    note: string,
  ): SleeveDecision => ({
    ...base,
    status,
    reason,
    note,
  })
  const share = health.ratio === null ? "no evidence" : formatPercent(health.ratio)
  const seen = `${health.success} of ${health.expected} windows succeeded (${share}) under ${health.engine} / ${health.riskProfile}`
  const verdict: HealthVerdict = health.verdict
  if (verdict === "vetoed") {
    return told("vetoed", "HEALTH_BELOW_THRESHOLD", `${seen}, below ${formatPercent(health.threshold)}`)
  }
  if (verdict === "unknown") {
    const note = `no record of an optimisation under ${health.engine} / ${health.riskProfile}`
    return told(strict ? "vetoed" : "included", "HEALTH_UNKNOWN", note)
  }
  if (verdict === "degraded") return told("included", "HEALTH_DEGRADED", seen)
  if (pick.substitution === "allowed") {
    return told(
      "included",
      "STREAM_SUBSTITUTED",
      `the stream of ${choice.used} stands in for ${choice.requested}`,
    )
  }
  const source = pick.substitution === "configured" ? `; stream of ${choice.used} by stream_profiles` : ""
  return told("included", null, `${seen}${source}`)
}
