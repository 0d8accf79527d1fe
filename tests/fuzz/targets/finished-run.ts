import { join } from "node:path"
import type { RunId } from "#shared/quantity/run-id"
import { currentProcess } from "#engine/artifacts/process-identity"
import { executeMeta } from "#engine/orchestration/meta-pipeline"
import type { MetaOutcome, MetaRunOptions } from "#engine/orchestration/meta-run-options"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"

/** A clock that ticks one second a reading. */
export function tickingClock(): () => string {
  let seconds = 0
  return () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString()
}

/** Runs a meta profile of a workspace under a run id in this process. */
export async function runOnce(
  root: string,
  metaProfile: string,
  runId: string,
  more: Partial<MetaRunOptions> = {},
): Promise<MetaOutcome> {
  const opened = openWorkspace(root)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
  return await executeMeta({
    workspace: opened.value,
    metaProfile,
    runId,
    layers: noLayers,
    clock: tickingClock(),
    newRunId: () => runId as RunId,
    process: currentProcess(),
    programVersion: "0.0.0-fuzz",
    onProgress: () => {},
    signal: new AbortController().signal,
    ...more,
  })
}

/** Absolute directory of a run that ended with one. */
export function runPathOf(root: string, outcome: MetaOutcome): string {
  if (outcome.runDir === null) throw new Error(`No run: ${JSON.stringify(outcome.problems)}`)
  return join(root, outcome.runDir)
}
