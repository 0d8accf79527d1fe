import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect } from "vitest"
import type { ExplainedSource, Explanation } from "#shared/model/explanation"
import type { MetaReport, StoredReport } from "#shared/model/report"
import { readReport } from "#shared/report/definitions"
import { openReport } from "#shared/report/explain-report"
import { openExplainer } from "#main/desk/explain/explain"

/** The report of a run as every rendering reads it. */
export function reportIn(runPath: string, metaProfile: string): MetaReport {
  const text = readFileSync(join(runPath, `data/meta_report_${metaProfile}.json`), "utf8")
  return readReport(JSON.parse(text) as StoredReport)
}

/**
 * Holds what a report alone says of each of its figures against what `explain` says of the run. No file holds
 * its own hash, and no report the outcome of its own step: of figures that stand in the report, those two.
 */
export function expectReportToAgree(runPath: string, metaProfile: string): void {
  const run = openExplainer(runPath)
  if (!run.ok) throw new Error(JSON.stringify(run.problems))
  const report = openReport(reportIn(runPath, metaProfile))
  expect(report.list()).toEqual(run.value.list())
  for (const { figure } of run.value.list().figures) {
    const explained = run.value.explain(figure)
    if (!explained.ok) throw new Error(JSON.stringify(explained.problems))
    expect(report.explain(figure)).toEqual(asTheReportTells(explained.value))
  }
}

function asTheReportTells(explanation: Explanation): Explanation {
  const { artifact, ledger, inputs } = explanation
  if (artifact.kind !== "meta_report") return explanation
  const [intent, outcome] = ledger
  expect([intent!.status, outcome!.status]).toEqual(["intent", "success"])
  const told = (source: ExplainedSource) =>
    source.record.line === outcome!.line ? { ...source, record: intent! } : source
  return {
    ...explanation,
    artifact: { ...artifact, sha256: null },
    ledger: [intent!],
    inputs: inputs.map(told),
  }
}
