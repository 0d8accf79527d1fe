import type { ComparisonView } from "#shared/contract/engine/comparison-rows"
import type { DataDifference, RunComparison } from "#shared/model/run-comparison"
import { ok, type Result } from "#shared/problem/result"
import { openWorkspace } from "#engine/workspace/open"
import { findRun } from "#engine/workspace/runs"
import { streamFolder } from "#engine/workspace/stream-names"
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

/**
 * What stands behind the differences of two runs, in one line: data, settings, code. A file that only one of them
 * read is no changed data where both read the sleeve's stream: a vetoed sleeve's holdings are not asked for.
 */
export function causeOf({ data, settings, code }: RunComparison): string {
  const changed = new Set(data.filter(({ left, right }) => left !== null && right !== null).map(sourceOf))
  const streams = data.filter(({ file }) => file.startsWith(`${streamFolder}/`)).map(sourceOf)
  const onlyInOne = new Set(streams.filter((source) => !changed.has(source)))
  const sleeves = [...changed].filter((source) => source !== "manifest").length
  const ofData = [
    ...(sleeves === 0 ? [] : [countOf(sleeves)]),
    ...(onlyInOne.size === 0 ? [] : [`${countOf(onlyInOne.size)} in one run only`]),
    ...(changed.has("manifest") ? ["the manifest"] : []),
  ]
  return [
    part("data", ofData.join(", ")),
    part("settings", settings.length === 0 ? "" : String(settings.length)),
    part("code", code.map(({ name }) => name).join(", ")),
  ].join(", ")
}

function sourceOf({ source }: DataDifference): string {
  return source
}

function countOf(sleeves: number): string {
  return `${sleeves} ${sleeves === 1 ? "sleeve" : "sleeves"}`
}

function part(name: string, changed: string): string {
  return changed === "" ? `${name} same` : `${name} changed (${changed})`
}
