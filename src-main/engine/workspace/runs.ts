import { isComplete, type RunRecord, type RunState } from "#shared/model/run"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isRunId, type RunId } from "#shared/quantity/run-id"
import { fileExists, isDirectory, listDirectory, realPath } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"
import { didYouMean } from "./did-you-mean"
import { isInside, type Workspace, workspaceRelative } from "./open"
import { inferRun } from "./run-inference"

/** What is known of a run without reading its artifacts. */
export interface RunSummary {
  readonly runId: RunId
  /** Absolute. */
  readonly path: string
  /** Relative to the workspace, with forward slashes. */
  readonly relativePath: string
  readonly kind: "meta" | "atomic"
  /** Empty when nothing tells it. */
  readonly profile: string
  readonly state: RunState
  /** `recorded` and `inferred` runs are complete: by their run.json, or by their files. */
  readonly completeness: "recorded" | "inferred" | "incomplete"
  readonly started: string | null
  readonly ended: string | null
  readonly riskProfiles: readonly string[]
  /** Why it is incomplete; empty when it is not. */
  readonly missing: readonly string[]
}

/** Every run of the workspace, oldest first, ties and runs without a time by name. */
export function listRuns(workspace: Workspace): Result<RunSummary[]> {
  const runs = listDirectory(workspace.runsPath).flatMap((name) => {
    const path = `${workspace.runsPath}/${name}`
    return isRunId(name) && isDirectory(path) ? [summarise(workspace, name, path)] : []
  })
  return ok(runs.sort(byStart))
}

/**
 * One run. Fails with `run.badId`, `run.missing` (the nearest ids in the remedy) or `file.pathOutside` when
 * its directory is a link that leaves the workspace's runs.
 */
export function findRun(workspace: Workspace, runId: string): Result<RunSummary> {
  if (!isRunId(runId)) return failed(badId(runId))
  const path = `${workspace.runsPath}/${runId}`
  if (!isDirectory(path)) return failed(missingRun(workspace, runId))
  const real = realPath(path)
  const home = realPath(workspace.runsPath)
  if (!real.ok) return real
  if (!home.ok) return home
  if (!isInside(home.value, real.value)) return failed(outside(workspace, path))
  return ok(summarise(workspace, runId, path))
}

/**
 * The newest complete run of a profile by genesis time, ties by name. `names` are the profile's own and its
 * aliases; `runs` may be a list made before. Fails with `run.none`, which tells of the runs that are incomplete.
 */
export function latestRun(
  workspace: Workspace,
  profile: string,
  names: readonly string[] = [profile],
  runs?: readonly RunSummary[],
): Result<RunSummary> {
  const listed = runs === undefined ? listRuns(workspace) : ok(runs)
  if (!listed.ok) return listed
  const own = listed.value.filter((run) => names.includes(run.profile))
  const latest = own.findLast((run) => run.completeness !== "incomplete")
  return latest === undefined ? failed(noRun(workspace, profile, own)) : ok(latest)
}

/** The problem of a run that another one can't build on. */
export function incompleteRun(run: RunSummary, where: string): Problem {
  return problem("run.incomplete", {
    what: "A sleeve's run is not complete.",
    where: `${where}: ${run.relativePath}`,
    seen: `missing: ${run.missing.join(", ")}`,
    remedy: "Finish or repeat that run, or pin the sleeve to another one.",
  })
}

function summarise(workspace: Workspace, runId: RunId, path: string): RunSummary {
  const base = { runId, path, relativePath: workspaceRelative(workspace, path) }
  if (!fileExists(`${path}/${runFiles.run}`)) {
    const inferred = inferRun(path)
    const complete = inferred.missing.length === 0
    return {
      ...base,
      ...inferred,
      ended: null,
      state: complete ? "succeeded" : "crashed",
      completeness: complete ? "inferred" : "incomplete",
    }
  }
  const record = readRunState(path, isProcessAlive)
  return { ...base, ...(record.ok ? recorded(record.value) : unreadable(record.problems[0])) }
}

type Judged = Omit<RunSummary, "runId" | "path" | "relativePath">

function recorded(record: RunRecord): Judged {
  const complete = isComplete(record.state)
  return {
    kind: record.kind,
    profile: record.profile,
    state: record.state,
    completeness: complete ? "recorded" : "incomplete",
    started: record.started,
    ended: record.ended,
    riskProfiles: record.risk_profiles,
    missing: complete ? [] : [`a successful end (run.json says ${record.state})`],
  }
}

function unreadable(why: Problem): Judged {
  return {
    kind: "atomic",
    profile: "",
    state: "crashed",
    completeness: "incomplete",
    started: null,
    ended: null,
    riskProfiles: [],
    missing: [`a readable run.json (${why.seen})`],
  }
}

function byStart(a: RunSummary, b: RunSummary): number {
  return instantOf(a.started) - instantOf(b.started) || (a.runId < b.runId ? -1 : 1)
}

/** The platform's stamps have no zone: for the order they count as UTC. */
function instantOf(stamp: string | null): number {
  if (stamp === null) return -1
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(stamp) ? stamp : `${stamp.replace(" ", "T")}Z`
  const instant = Date.parse(zoned)
  return Number.isNaN(instant) ? -1 : instant
}

function badId(runId: string): Problem {
  return problem("run.badId", {
    what: "A run id is a folder's name made of letters, digits, _ and -.",
    where: "run id",
    seen: runId,
    remedy: "Use such a name.",
  })
}

function missingRun(workspace: Workspace, runId: string): Problem {
  const known = listDirectory(workspace.runsPath).filter((name) => isRunId(name))
  return problem("run.missing", {
    what: "The run does not exist.",
    where: `${workspaceRelative(workspace, workspace.runsPath)}/${runId}`,
    seen: "no such folder",
    remedy: didYouMean(runId, known),
  })
}

function outside(workspace: Workspace, path: string): Problem {
  return problem("file.pathOutside", {
    what: "A run's folder is a link that leaves the workspace's runs.",
    where: workspaceRelative(workspace, path),
    seen: "a link to a place outside",
    remedy: "Copy the run into the workspace.",
  })
}

function noRun(workspace: Workspace, profile: string, incomplete: readonly RunSummary[]): Problem {
  const seen = incomplete.map((run) => `${run.runId} lacks ${run.missing.join(", ")}`)
  return problem("run.none", {
    what: `The profile ${profile} has no complete run.`,
    where: workspaceRelative(workspace, workspace.runsPath),
    seen: seen.length === 0 ? "no run of this profile" : seen.join("; "),
    remedy: "Run the profile first, or pin its sleeve to a run with run_id.",
  })
}
