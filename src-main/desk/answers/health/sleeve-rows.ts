import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"
import type { Alignment } from "#shared/model/alignment"
import type { DecisionReason, MetaDecisions, SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { MetaReport } from "#shared/model/report"
import type { ResolvedMeta, ResolvedSleeve } from "#shared/model/resolved"
import type { SignTest } from "#shared/model/sign-test"
import type { MetaOptimized } from "#shared/model/weights"
import { ok, type Result } from "#shared/problem/result"
import { everyMeta, profileOfSleeve } from "#engine/stages/meta/nodes"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { findRun } from "#engine/workspace/runs"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"
import type { ReportModels } from "../report/read-report"
import { KeptRun } from "../runs/kept-run"
import { runRow } from "../runs/run-row"

/**
 * Every sleeve of every level of a run with what was decided about it and why, nodes as the report has them. Under
 * each risk profile of the run, or the one that is asked for. Fails as `findRun`, and with `artifact.missing` or
 * `artifact.changed` when the run does not tell of its sleeves.
 */
export function sleeveHealthRows(
  rootFolder: string,
  runId: string,
  riskProfile: string | null,
  reports: ReportModels,
): Result<{ readonly sleeves: readonly SleeveHealthRow[] }> {
  const workspace = openWorkspace(rootFolder)
  if (!workspace.ok) return workspace
  const found = findRun(workspace.value, runId)
  if (!found.ok) return found
  const asked = riskProfile === null ? found.value.riskProfiles : [riskProfile]
  const risks = askedRiskProfiles(asked, "risk profile")
  if (!risks.ok) return risks
  const run = KeptRun.open(found.value.path)
  if (!run.ok) return run
  const root = run.value.root()
  if (!root.ok) return root
  const report = reports.read(found.value.path)
  const maker = new RowMaker(workspace.value, run.value, report.ok ? report.value : null)
  return ok({
    sleeves: risks.value.flatMap((risk) => everyMeta(root.value).flatMap((node) => maker.rowsOf(node, risk))),
  })
}

class RowMaker {
  readonly #signTest: SignTest | null
  readonly #runs = new Map<string, SleeveHealthRow["run"]>()

  constructor(
    private readonly workspace: Workspace,
    private readonly run: KeptRun,
    private readonly report: MetaReport | null,
  ) {
    const tested = run.json<SignTest>("directional_sign_test", null, null)
    this.#signTest = tested.ok ? tested.value : null
  }

  /** Empty for a node that did not come as far as its decisions. */
  rowsOf(node: ResolvedMeta, risk: string): readonly SleeveHealthRow[] {
    const decisions = this.run.json<MetaDecisions>("meta_decisions", node.profile, risk)
    if (!decisions.ok) return []
    return decisions.value.sleeves.flatMap((decision) => {
      const sleeve = node.sleeves.find(({ id }) => id === decision.id)
      return sleeve === undefined ? [] : [this.#row(node, risk, sleeve, decision)]
    })
  }

  #row(node: ResolvedMeta, risk: string, sleeve: ResolvedSleeve, decision: SleeveDecision): SleeveHealthRow {
    const { id, status, reason, note, stream, kind } = decision
    const of = <T>(json: Result<T>) => (json.ok ? json.value : undefined)
    const healths = of(this.run.json<{ sleeves: SleeveHealth[] }>("meta_health", node.profile, risk))
    const alignment = of(this.run.json<Alignment>("meta_alignment", node.profile, risk))
    const optimized = of(this.run.json<MetaOptimized>("meta_optimized", node.profile, risk))
    const health = healths?.sleeves.find((one) => one.id === id)
    const runId = sleeve.kind === "atomic" ? sleeve.runId : null
    return {
      metaProfile: node.profile,
      riskProfile: risk,
      sleeve: id,
      kind,
      profile: profileOfSleeve(sleeve),
      runId,
      status,
      reason,
      note,
      decidedBy: decidedBy(reason),
      verdict: decision.health?.verdict ?? null,
      success: health?.success ?? null,
      expected: health?.expected ?? null,
      ratio: health?.ratio ?? null,
      threshold: health?.threshold ?? null,
      strip: (health?.windows ?? []).map(({ outcome }) => stripLetters[outcome]).join(""),
      ledger: health?.ledger ?? null,
      alignment: alignment?.sleeves.find((one) => one.id === id) ?? null,
      stream,
      weight: optimized?.weights.find((row) => row.Symbol === id)?.Weight ?? null,
      anomalies: this.#anomalies(node, risk, id),
      signFindings: this.#signTest?.findings.filter((one) => runId !== null && one.run_id === runId) ?? [],
      run: runId === null ? null : this.#runNow(runId),
    }
  }

  #anomalies(node: ResolvedMeta, risk: string, id: string): SleeveHealthRow["anomalies"] {
    const section = this.report?.risk_profiles.find((one) => one.risk_profile === risk)
    if (section?.kind !== "solved") return []
    const own = section.nodes.find((one) => one.meta_profile === node.profile)
    const titles = own?.sleeves.map(({ title }) => title).filter((title) => title.startsWith(`${id}, on `))
    return section.anomalies
      .filter(({ where }) => titles?.includes(where) === true)
      .map(({ figure, value, limit }) => ({ figure, value, limit }))
  }

  #runNow(runId: string): SleeveHealthRow["run"] {
    const known = this.#runs.get(runId)
    if (known !== undefined) return known
    const found = findRun(this.workspace, runId)
    const row = found.ok ? runRow(found.value) : null
    this.#runs.set(runId, row)
    return row
  }
}

const stripLetters = { success: "o", failure: "f", fallback: "b", missing: "m" } as const

const byGuardrail: readonly (DecisionReason | null)[] = [
  "HEALTH_BELOW_THRESHOLD",
  "HEALTH_DEGRADED",
  "HEALTH_UNKNOWN",
]

function decidedBy(reason: DecisionReason | null): SleeveHealthRow["decidedBy"] {
  if (reason === "HEALTH_OVERRIDDEN") return "override"
  return byGuardrail.includes(reason) ? "guardrail" : "none"
}
