import { isAbsolute, resolve } from "node:path"
import { ok, type Result } from "#shared/problem/result"
import { isDirectory } from "#engine/artifacts/disk-read"
import type { RunSummary } from "#engine/workspace/runs"
import type { Invocation } from "./invocation"
import { locateWorkspace } from "./locate"

/** The run of an id in the workspace. Fails with `workspace.missing` or `run.missing`. */
export async function findRunById(invocation: Invocation, runId: string): Promise<Result<RunSummary>> {
  const workspace = locateWorkspace(invocation)
  if (!workspace.ok) return workspace
  const { findRun } = await import("#engine/workspace/runs")
  return findRun(workspace.value, runId)
}

/** The directory of a run: named itself, wherever it was moved to, or by its id in the workspace. */
export async function findRunDirectory(invocation: Invocation, named: string): Promise<Result<string>> {
  const path = resolve(invocation.cwd, named)
  if ((isAbsolute(named) || /[\\/]/.test(named)) && isDirectory(path)) return ok(path)
  const run = await findRunById(invocation, named)
  return run.ok ? ok(run.value.path) : run
}
