import type { Answers } from "#shared/contract/call"
import type { queryCalls } from "#shared/contract/engine/query-calls"
import { ok, type Result } from "#shared/problem/result"
import { planMemory } from "#engine/orchestration/plan-meta"
import { openExplainer, type RunExplainer } from "../explain/explain"
import type { AnswerEnvironment } from "./environment"
import { healthEvidence } from "./health/evidence"
import { sleeveHealthRows } from "./health/sleeve-rows"
import { exposureTree } from "./holdings/exposure-tree"
import { holdingDetail, holdingsPage } from "./holdings/holdings-table"
import { HoldingsMemory } from "./holdings/run-holdings"
import { tradedList } from "./holdings/traded-list"
import { openRun } from "./opened"
import { planPreview, signGatePreview } from "./plan-preview"
import { settingsView } from "./profiles/effective-settings"
import { manifestProposal } from "./profiles/manifest-proposal"
import { manifestText } from "./profiles/manifest-text"
import { atomicProfiles, profileList } from "./profiles/profile-list"
import { profileTree } from "./profiles/profile-tree"
import { reportDocument, reportMarkdown, ReportModels } from "./report/read-report"
import { artifactPart } from "./runs/artifact-part"
import { comparisonOf } from "./runs/comparison"
import { ReportMemory } from "./runs/last-report"
import { runList } from "./runs/list-runs"
import { runDetail } from "./runs/run-detail"
import { runTrace } from "./runs/run-trace"
import { validationOf, verificationOf } from "./runs/verification"
import { chartSeries } from "./series/chart"
import { diagnosisOf } from "./workspace-doctor"

/** The answers of the query engine: everything that a screen reads of a workspace. Nothing here writes. */
export function answerQueries(environment: AnswerEnvironment): Answers<typeof queryCalls> {
  const reports = new ReportMemory()
  const models = new ReportModels()
  const holdings = new HoldingsMemory()
  const plans = planMemory()
  return {
    "profiles.list": ({ root }) => profileList(root, environment),
    "profiles.tree": ({ root }) => profileTree(root, environment, reports),
    "profiles.atomic": ({ root }) => atomicProfiles(root, environment),
    "manifest.text": ({ root }) => manifestText(root),
    "manifest.propose": ({ root, edits }) => manifestProposal(root, edits),
    "settings.effective": ({ root, profile, parameters }) =>
      settingsView(root, environment, profile, parameters),
    "workspace.diagnose": ({ root, metaProfiles, all }) => diagnosisOf(root, environment, metaProfiles, all),
    "plan.preview": (request, { signal }) => planPreview(request, environment, signal, plans),
    "plan.signGate": async (request, { signal }) =>
      mapped(await signGatePreview(request, environment, signal, plans), (gate) => ({ gate })),
    "runs.list": ({ root }) => runList(root),
    "runs.detail": ({ root, runId }) => runDetail(root, runId),
    "runs.trace": ({ root, runId }) => runTrace(root, runId),
    "runs.verify": ({ root, runId }) => verificationOf(root, runId),
    "runs.validate": ({ root, runId, maxPhysicalWeight }) => validationOf(root, runId, maxPhysicalWeight),
    "runs.compare": ({ root, runIds }) => comparisonOf(root, runIds),
    "artifacts.read": ({ root, runId, path, offset }) => artifactPart(root, runId, path, offset),
    "report.markdown": ({ root, runId }) =>
      ofRun(root, runId, (path) => mapped(reportMarkdown(path), (markdown) => ({ markdown }))),
    "report.model": ({ root, runId }) => ofRun(root, runId, (path) => models.read(path)),
    "report.document": ({ root, runId }) =>
      ofRun(root, runId, (path) => mapped(models.read(path), reportDocument)),
    "figures.list": ({ root, runId }) => ofFigures(root, runId, (explainer) => ok(explainer.list())),
    "figures.explain": ({ root, runId, figure }) =>
      ofFigures(root, runId, (explainer) => explainer.explain(figure)),
    "holdings.tree": async ({ root, runId, riskProfile, withRisk }) =>
      mapped(await holdings.read(root, runId, riskProfile, withRisk), exposureTree),
    "holdings.table": async ({ root, runId, riskProfile, withRisk, first }) => {
      const read = await holdings.read(root, runId, riskProfile, withRisk)
      return read.ok ? ok(await holdingsPage(read.value, first)) : read
    },
    "holdings.detail": async ({ root, runId, riskProfile, symbol }) => {
      const read = await holdings.read(root, runId, riskProfile, true)
      return read.ok ? holdingDetail(read.value, symbol) : read
    },
    "holdings.traded": async ({ root, runId, riskProfile, capital }) =>
      mapped(await holdings.read(root, runId, riskProfile, false), (read) => tradedList(read, capital)),
    "health.sleeves": ({ root, runId, riskProfile }) => sleeveHealthRows(root, runId, riskProfile, models),
    "health.evidence": (request) => healthEvidence(request),
    "series.chart": (request) => chartSeries(request),
  }
}

function ofRun<T>(root: string, runId: string, read: (runPath: string) => Result<T>): Result<T> {
  const run = openRun(root, runId)
  return run.ok ? read(run.value.path) : run
}

/** A run is looked at anew for each figure: what it stands on is compared with the files as they are. */
function ofFigures<T>(root: string, runId: string, use: (explainer: RunExplainer) => Result<T>): Result<T> {
  return ofRun(root, runId, (path) => {
    const explainer = openExplainer(path)
    return explainer.ok ? use(explainer.value) : explainer
  })
}

function mapped<From, To>(result: Result<From>, to: (value: From) => To): Result<To> {
  return result.ok ? ok(to(result.value)) : result
}
