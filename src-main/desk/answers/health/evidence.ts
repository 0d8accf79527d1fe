import type { EvidenceLine, HealthEvidence } from "#shared/contract/engine/health-rows"
import type { SleeveHealth } from "#shared/model/decision"
import type { ResolvedAtomic, ResolvedMeta } from "#shared/model/resolved"
import { canonicalRiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { headOf, type LedgerLine } from "#engine/ledger/read"
import { contextOf, parseEvidence } from "#engine/stages/meta/returns/health-evidence"
import { groupByWindow, type WindowRecords } from "#engine/stages/meta/returns/health-windows"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"
import { openRun } from "../opened"
import { KeptRun } from "../runs/kept-run"

/** Whose evidence is asked for. */
export interface EvidenceRequest {
  readonly root: string
  readonly runId: string
  readonly riskProfile: string
  readonly metaProfile: string
  readonly sleeve: string
}

/**
 * Why a sleeve was judged as it was: each window of its walk-forward with every ledger record about it, from the copy
 * that the run kept. Fails as `openRun`, with `profile.unknown` for a node or sleeve that the run does not have, and
 * with `artifact.missing` for a nested sleeve or one that was never judged.
 */
export function healthEvidence(request: EvidenceRequest): Result<HealthEvidence> {
  const { metaProfile, sleeve: id } = request
  const found = openRun(request.root, request.runId)
  if (!found.ok) return found
  const risks = askedRiskProfiles([request.riskProfile], "risk profile")
  if (!risks.ok) return risks
  const risk = risks.value[0]!
  const run = KeptRun.open(found.value.path)
  if (!run.ok) return run
  const node = run.value.node(metaProfile)
  if (!node.ok) return node
  const sleeve = node.value.sleeves.find((one) => one.id === id)
  if (sleeve === undefined) return failed(unknownSleeve(node.value, id))
  const healths = run.value.json<{ sleeves: SleeveHealth[] }>("meta_health", metaProfile, risk)
  if (!healths.ok) return healths
  const health = healths.value.sleeves.find((one) => one.id === id)
  if (sleeve.kind === "meta" || health === undefined) return failed(notJudged(metaProfile, id))
  const lines = keptLines(run.value, sleeve, health)
  if (!lines.ok) return lines
  const groups = groupByWindow(lines.value)
  const { id: _id, ...told } = health
  return ok({
    ...told,
    metaProfile,
    riskProfile: risk,
    sleeve: id,
    windows: health.windows.map((window) => ({ ...window, records: recordsOf(groups.get(window.index)) })),
  })
}

/** The records about the stream that was judged; the run keeps one file for each stream of a sleeve's run. */
function keptLines(
  run: KeptRun,
  { runPath }: ResolvedAtomic,
  { engine, riskProfile }: SleeveHealth,
): Result<readonly LedgerLine[]> {
  const kept = run.entries.filter(
    ({ kind, origin, stage }) =>
      kind === "input" && stage === "meta.returns" && origin === `${runPath}/${runFiles.ledger}`,
  )
  const byLine = new Map<number, LedgerLine>()
  for (const entry of kept) {
    const bytes = readListed(run.path, entry)
    if (!bytes.ok) return bytes
    const evidence = parseEvidence(bytes.value)
    if (!evidence.ok) return evidence
    for (const line of evidence.value.lines) {
      if (isAbout(line, engine, riskProfile)) byLine.set(line.line, line)
    }
  }
  return ok([...byLine.values()].sort((a, b) => a.line - b.line))
}

function isAbout(line: LedgerLine, engine: string, riskProfile: string): boolean {
  const context = contextOf(headOf(line))
  const canonical = (name: string) => canonicalRiskProfile(name) ?? name
  return (
    String(context["engine"]).toLowerCase() === engine.toLowerCase() &&
    canonical(String(context["profile"])) === canonical(riskProfile)
  )
}

function recordsOf(group: WindowRecords | undefined): readonly EvidenceLine[] {
  const lines = [...(group?.intents ?? []), ...(group?.outcomes ?? [])]
  return lines
    .sort((a, b) => a.line - b.line)
    .map(({ line, text, record }) => ({
      line,
      status: typeof record["status"] === "string" ? record["status"] : "",
      text,
    }))
}

function unknownSleeve(node: ResolvedMeta, id: string) {
  return problem("profile.unknown", {
    what: "The meta profile has no sleeve of that id.",
    where: node.profile,
    seen: id,
    remedy: `Choose one of ${node.sleeves.map((one) => one.id).join(", ")}.`,
  })
}

function notJudged(meta: string, id: string) {
  return problem("artifact.missing", {
    what: "The run has no walk-forward evidence of this sleeve.",
    where: `${meta}/${id}`,
    seen: "a nested profile, which is judged by its own sleeves, or a sleeve without a judgement",
    remedy: "Look at the sleeves of the nested profile.",
  })
}
