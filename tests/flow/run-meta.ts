import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { RunId } from "#shared/quantity/run-id"
import { currentProcess } from "#engine/artifacts/process-identity"
import { executeMeta } from "#engine/orchestration/meta-pipeline"
import type { MetaOutcome, MetaRunOptions } from "#engine/orchestration/meta-run-options"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"

/** A clock that ticks one second a reading from 2026-01-01, so that no test depends on the time of day. */
export function tickingClock(): () => string {
  let seconds = 0
  return () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString()
}

/** Runs a meta profile of a workspace in this process. */
export async function runMeta(
  root: string,
  metaProfile: string,
  riskProfiles: readonly RiskProfile[] | undefined,
  more: Partial<MetaRunOptions> = {},
): Promise<MetaOutcome> {
  const opened = openWorkspace(root)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  let made = 0
  return executeMeta({
    workspace: opened.value,
    metaProfile,
    ...(riskProfiles === undefined ? {} : { riskProfiles }),
    layers: noLayers,
    clock: tickingClock(),
    newRunId: (profile) => `${profile}_test_${++made}` as RunId,
    process: currentProcess(),
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  })
}

/** A JSON file of a run's directory. */
export function readJson<T>(root: string, outcome: MetaOutcome, path: string): T {
  return JSON.parse(readFileSync(join(root, outcome.runDir!, path), "utf8")) as T
}

/** Sleeve weights by id, as `meta_optimized` has them. */
export function sleeveWeights(
  root: string,
  outcome: MetaOutcome,
  meta: string,
  risk: string,
): Record<string, number> {
  const file = readJson<{ weights: { Symbol: string; Weight: number }[] }>(
    root,
    outcome,
    `data/meta_optimized_${meta}_${risk}.json`,
  )
  return Object.fromEntries(file.weights.map((row) => [row.Symbol, row.Weight]))
}

/** Net weights by symbol, as `portfolio_optimized_meta` has them. */
export function netWeights(
  root: string,
  outcome: MetaOutcome,
  meta: string,
  risk: string,
): Record<string, number> {
  const file = readJson<{ weights: { Symbol: string; Net_Weight: number }[] }>(
    root,
    outcome,
    `data/portfolio_optimized_meta_${meta}_${risk}.json`,
  )
  return Object.fromEntries(file.weights.map((row) => [row.Symbol, row.Net_Weight]))
}
