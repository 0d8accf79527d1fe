import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isRunId, type RunId } from "#shared/quantity/run-id"
import { runsFolder } from "./names"

/** Where a run is. */
export interface RunPlace {
  readonly id: RunId
  /** Absolute. */
  readonly path: string
  /** Relative to the workspace, with forward slashes. */
  readonly relativePath: string
}

/** Where the run of an id is, or would be. Fails with `run.badId`. */
export function placeOf(workspaceRoot: string, runId: string): Result<RunPlace> {
  const relativePath = `${runsFolder}/${runId}`
  if (isRunId(runId)) return ok({ id: runId, path: `${workspaceRoot}/${relativePath}`, relativePath })
  return failed(
    problem("run.badId", {
      what: "A run id may hold letters, digits, _ and - only, since it names a folder.",
      where: "run id",
      seen: JSON.stringify(runId),
      remedy: "Choose an id such as 2026-11-20_meta.",
    }),
  )
}

/** `run.exists`. */
export function runExists(path: string): Result<never> {
  return failed(
    problem("run.exists", {
      what: "There is a run of that id already, and a run never overwrites another.",
      where: path,
      seen: "an existing directory",
      remedy: "Choose another run id, or leave it out to get a new one.",
    }),
  )
}

/** `run.missing`. */
export function runMissing(path: string): Result<never> {
  return failed(
    problem("run.missing", {
      what: "There is no run of that id that could be taken up.",
      where: path,
      seen: "no run.json",
      remedy: "List the runs of the workspace and choose one of them.",
    }),
  )
}
