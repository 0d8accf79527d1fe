import type { ComparisonView } from "#shared/contract/engine/comparison-rows"
import type { RunComparison } from "#shared/model/run-comparison"
import { ok, type Result } from "#shared/problem/result"
import { openWorkspace } from "#engine/workspace/open"
import { findRun } from "#engine/workspace/runs"
import { compareRuns } from "../../compare/compare"

/** Runs against the first of them. Fails as `findRun` and `compareRuns`. */
export function comparisonOf(root: string, runIds: readonly string[]): Result<ComparisonView> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const paths: string[] = []
  for (const runId of runIds) {
    const run = findRun(workspace.value, runId)
    if (!run.ok) return run
    paths.push(run.value.path)
  }
  const [baseline, ...others] = paths
  const comparisons: RunComparison[] = []
  for (const other of others) {
    const compared = compareRuns(baseline!, other)
    if (!compared.ok) return compared
    comparisons.push(compared.value)
  }
  return ok({
    runs: [comparisons[0]!.left, ...comparisons.map(({ right }) => right)],
    comparisons,
    causes: comparisons.map(causeOf),
  })
}

/** What stands behind the differences of two runs, in one line: data, settings, code. */
export function causeOf({ data, settings, code }: RunComparison): string {
  const sources = new Set(data.map(({ source }) => source))
  const sleeves = [...sources].filter((source) => source !== "manifest").length
  const ofData = [
    ...(sleeves === 0 ? [] : [`${sleeves} ${sleeves === 1 ? "sleeve" : "sleeves"}`]),
    ...(sources.has("manifest") ? ["the manifest"] : []),
  ]
  const part = (name: string, changed: string) =>
    changed === "" ? `${name} same` : `${name} changed (${changed})`
  return [
    part("data", ofData.join(", ")),
    part("settings", settings.length === 0 ? "" : String(settings.length)),
    part("code", code.map(({ name }) => name).join(", ")),
  ].join(", ")
}
