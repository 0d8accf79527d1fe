import type { ArtifactEntry } from "#shared/model/artifact"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { storedReport } from "#shared/report/definitions"
import { rememberReads } from "#engine/artifacts/remember-reads"
import type { StageContext } from "../../context"
import { recordStep } from "../../record"
import type { StageOutcome } from "../../stage"
import { jsonArtifact } from "../artifact-json"
import type { ReportParams } from "../params"
import { renderMarkdown } from "./markdown"
import { readPhysicalReturns } from "./physical-returns"
import { buildReport, type ReportInputs } from "./report-model"

const STAGE = "meta.report"

/** meta.report: the model first, then its markdown rendering; both are artifacts (design 5.7). */
export async function writeReport(
  context: StageContext,
  params: ReportParams,
): Promise<Result<StageOutcome>> {
  const { root } = context.resolved
  const riskProfiles = params.risk_profiles ?? configuredRiskProfiles(root.settings.allocation)
  const unsolved = new Map<RiskProfile, readonly Problem[]>()
  for (const risk of riskProfiles) {
    const problems = context.failures.get(risk)
    if (problems !== undefined) unsolved.set(risk, problems)
  }
  const directory = rememberReads(context.directory)
  const header: ReportInputs["header"] = {
    run_id: context.directory.id,
    generated: context.clock(),
    workspace: context.workspace.root,
    program_version: context.programVersion,
    environment: context.environment,
    ledger: { record: context.ledger.count - 1, head: context.ledger.head },
  }
  return recordStep(
    context,
    {
      step: "meta_report",
      stageId: STAGE,
      node: root.profile,
      risk: null,
      params: { risk_profiles: riskProfiles },
      inputs: readByReport(context.directory.entries()),
    },
    async () => {
      const ledger = context.ledger.records()
      if (!ledger.ok) return ledger
      const physical = await readPhysicalReturns(
        { ...context, directory },
        riskProfiles.filter((risk) => !unsolved.has(risk)),
      )
      if (!physical.ok) return physical
      const report = await buildReport({
        directory,
        ledger: ledger.value,
        root,
        description: context.resolved.description,
        header,
        remarks: context.resolved.remarks,
        riskProfiles,
        unsolved,
        physical: physical.value,
      })
      if (!report.ok) return report
      const model = context.directory.put(
        jsonArtifact(
          { kind: "meta_report", metaProfile: root.profile, riskProfile: null },
          STAGE,
          storedReport(report.value),
        ),
      )
      if (!model.ok) return model
      const markdown = context.directory.put({
        kind: "meta_portfolio_report",
        metaProfile: root.profile,
        riskProfile: null,
        bytes: new TextEncoder().encode(renderMarkdown(report.value)),
        rows: null,
        stage: STAGE,
      })
      if (!markdown.ok) return markdown
      const { grade, reasons } = report.value.verdict
      return ok({
        outputs: [model.value, markdown.value],
        read: physical.value.inputs,
        metrics: { verdict: grade, reasons: reasons.length },
        value: { warnings: [], metrics: { verdict: grade } },
      })
    },
  )
}

/** Everything that the earlier stages wrote; beside it only the raw returns of what is held are read. */
function readByReport(entries: readonly ArtifactEntry[]): readonly ArtifactEntry[] {
  return entries.filter(({ path }) => path.startsWith("data/") && !path.startsWith("data/meta_report_"))
}
