import { join } from "node:path"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isRunId } from "#shared/quantity/run-id"
import { fileExists, isDirectory, listDirectory, realPath } from "#engine/artifacts/disk-read"
import { makeDirectory, moveAway } from "#engine/artifacts/disk-write"
import { runsFolder } from "#engine/artifacts/names"
import { loadManifest } from "#engine/workspace/manifest"
import { isInside, openWorkspace } from "#engine/workspace/open"
import { sleevePlace } from "#engine/workspace/profile-graph"
import { openRun } from "../answers/opened"

/** Beside the runs, relative to the workspace. */
export const trashFolder = "data/artifacts/summaries/trash"

/** Runs in the trash of a workspace, by name. */
export function trashedRuns(root: string): readonly string[] {
  const folder = join(root, trashFolder)
  return listDirectory(folder).filter((name) => isRunId(name) && isDirectory(join(folder, name)))
}

/**
 * Moves a run's folder into the trash. Fails as `openRun` and `loadManifest`; with `run.locked` for a run that goes on,
 * `run.pinned` for one that a sleeve of the manifest names, `run.exists` when the trash holds one of that name.
 */
export function trashRun(root: string, runId: string): Result<void> {
  const run = openRun(root, runId)
  if (!run.ok) return run
  if (["queued", "running", "cancelling"].includes(run.value.state))
    return failed(goesOn(runId, run.value.state))
  const pin = pinOf(root, runId)
  if (!pin.ok) return pin
  if (pin.value !== null) return failed(pinned(runId, pin.value))
  const folder = trashPlace(root)
  if (!folder.ok) return folder
  const to = join(folder.value, runId)
  if (fileExists(to) || isDirectory(to)) return failed(taken(`${trashFolder}/${runId}`))
  const moved = moveAway(run.value.path, to)
  return moved.ok ? ok(undefined) : moved
}

/** Moves it back. Fails with `run.badId`, with `run.missing`, and with `run.exists` when its place is taken. */
export function restoreRun(root: string, runId: string): Result<void> {
  const from = join(root, trashFolder, runId)
  if (!isRunId(runId) || !isDirectory(from)) return failed(notInTrash(runId))
  const to = join(root, runsFolder, runId)
  if (fileExists(to) || isDirectory(to)) return failed(taken(`${runsFolder}/${runId}`))
  const folder = trashPlace(root)
  if (!folder.ok) return folder
  const moved = moveAway(from, to)
  return moved.ok ? ok(undefined) : moved
}

/** The place of the first sleeve that names the run; null without any. */
function pinOf(root: string, runId: string): Result<string | null> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const loaded = loadManifest(workspace.value)
  if (!loaded.ok) return loaded
  for (const [meta, profile] of Object.entries(loaded.value.manifest.profiles)) {
    if (typeof profile === "string") continue
    for (const [index, sleeve] of (profile.sleeves ?? []).entries()) {
      if (sleeve.run_id === runId) return ok(loaded.value.placeOf([...sleevePlace(meta, index), "run_id"]))
    }
  }
  return ok(null)
}

/** The trash itself, made when it is first needed; a link may not lead it out of the workspace. */
function trashPlace(root: string): Result<string> {
  const folder = join(root, trashFolder)
  const made = makeDirectory(folder)
  if (!made.ok) return made
  const real = realPath(folder)
  const home = realPath(root)
  if (!real.ok) return real
  if (!home.ok) return home
  return isInside(home.value, real.value) ? ok(folder) : failed(outside())
}

function goesOn(runId: string, state: string): Problem {
  return problem("run.locked", {
    what: "A run that goes on can't be moved to the trash.",
    where: runId,
    seen: `state ${state}`,
    remedy: "wait for its end, or cancel it first",
  })
}

function pinned(runId: string, place: string): Problem {
  return problem("run.pinned", {
    what: "A sleeve of the manifest is pinned to this run.",
    where: place,
    seen: `run_id ${runId}`,
    remedy: "pin that sleeve to another run first, or take its run_id away",
  })
}

function taken(place: string): Problem {
  return problem("run.exists", {
    what: "There is a run of this name already.",
    where: place,
    seen: "a folder of that name",
    remedy: "move that one elsewhere first",
  })
}

function notInTrash(runId: string): Problem {
  return problem("run.missing", {
    what: "The run is not in the trash.",
    where: `${trashFolder}/${runId}`,
    seen: "no such folder",
    remedy: "look for it among the runs",
  })
}

function outside(): Problem {
  return problem("file.pathOutside", {
    what: "The folder of the trash is a link that leaves the workspace.",
    where: trashFolder,
    seen: "a link to a place outside",
    remedy: "replace the link by a folder",
  })
}
