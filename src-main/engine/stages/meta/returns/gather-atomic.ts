import type { ResolvedAtomic, ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { chooseStream, loadStream, type StreamRequest } from "#engine/workspace/streams"
import type { StageContext } from "../../context"
import { recordDecision } from "../../record"
import { keepFile, keepListing } from "../keep-read"
import type { GatheredSleeve } from "./gathered"
import { decideOnSleeve } from "./decide"
import { judgeHealth } from "./health"
import { tellEveryPickle } from "./pickles"
import { readSleeveSettings } from "./sleeve-settings"
import { guardAgainstToxicReturns } from "./toxic-returns"

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
  const listed = keepListing(context, sleeve, STAGE)
  if (!listed.ok) return listed
  const request: StreamRequest = {
    sleeveId: `${node.profile}/${sleeve.id}`,
    runPath: sleeve.runPath,
    riskProfile: risk,
    settings: allocation,
  }
  const loaded = await loadStream(runPath, request)
  if (!loaded.ok) {
    const pick = chooseStream(runPath, request)
    const refused = pick.ok ? keepFile(context, sleeve, pick.value.file, STAGE) : pick
    return refused.ok ? tellEveryPickle(loaded, context.resolved) : refused
  }
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

  const guarded = guardAgainstToxicReturns(
    { id: sleeve.id, days: series.days, values: series.columns[0]!.values },
    `sleeve ${node.profile}/${sleeve.id}: ${sleeve.runPath}/${choice.file}`,
    allocation,
  )
  if (!guarded.ok) return guarded
  const { stream, dropped } = guarded.value
  if (dropped.length > 0) {
    const told = recordDecision(context, "stream.toxic_dropped", about, { days: dropped })
    if (!told.ok) return told
  }
  const settings = readSleeveSettings(context, sleeve.runPath)
  if (!settings.ok) return settings

  const judged = (context.judgeHealth ?? judgeHealth)({
    sleeveId: sleeve.id,
    runPath,
    engine: choice.engine,
    riskProfile: choice.used,
    threshold: allocation.health_threshold,
    everyRecord: allocation.strict,
  })
  if (!judged.ok) return judged
  const { health, evidence } = judged.value
  if (health.ledger.chain === "broken") {
    const told = recordDecision(context, "health.ledger_broken", about, {
      first_wrong: health.ledger.firstWrong,
    })
    if (!told.ok) return told
  }
  const ledgerLines = context.directory.keepInput({
    bytes: evidence,
    extension: "jsonl",
    origin: `${sleeve.runPath}/audit.jsonl`,
    stage: STAGE,
  })
  if (!ledgerLines.ok) return ledgerLines
  const override = allocation.health_overrides[sleeve.id]
  const decision = decideOnSleeve({
    id: sleeve.id,
    stream: loaded.value,
    health,
    strict: allocation.strict,
    toxicDays: dropped,
    ...(override === undefined ? {} : { override }),
  })
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
    stream,
    decision,
    health,
    settings: settings.value.settings,
    inputs: [kept.value, ledgerLines.value, ...settings.value.inputs],
    cacheKey: null,
  })
}
