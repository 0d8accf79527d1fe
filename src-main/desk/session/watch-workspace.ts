import { join, relative, sep } from "node:path"
import { watch } from "chokidar"
import { coalesced, type Timers } from "#shared/contract/coalesce"
import { isDirectory, listDirectory, modifiedAt } from "#engine/artifacts/disk-read"
import { runFiles, runsFolder } from "#engine/artifacts/names"
import type { OpenWorkspace } from "./open-workspaces"

/** What of a workspace changed. */
export type ChangedPart = "manifest" | "runs"

export interface WatchListener {
  readonly onChange: (changed: readonly ChangedPart[]) => void
  /** The workspace's folder is not there any more. */
  readonly onGone: () => void
}

const BATCHES_PER_SECOND = 4
/** Runs whose state is followed: the newest folders, since others ended long ago. */
const FOLLOWED_RUNS = 32
/** Folders below the root down to the one whose entries are runs. */
const DEPTH = runsFolder.split("/").length

/**
 * Watches a workspace's manifest, its list of runs and the state of the newest ones, whether they are there yet or
 * not. Both are told to have changed once when watching has begun. Nothing else is looked at, so that thousands of runs cost no more than one. Gives what ends it.
 */
export function watchWorkspace(
  { root, manifest }: OpenWorkspace,
  { onChange, onGone }: WatchListener,
  timers: Timers,
): () => Promise<void> {
  const runs = join(root, runsFolder)
  const flow = coalesced<ChangedPart>({
    keyOf: (part) => part,
    perSecond: BATCHES_PER_SECOND,
    timers,
    send: (parts) => {
      if (isDirectory(root)) onChange(parts)
      else onGone()
    },
  })
  const folders = watch(root, {
    ignored: (path) => !isOnTheWay(root, path, [manifest, runs]),
    depth: DEPTH,
    ignoreInitial: true,
    ignorePermissionErrors: true,
    followSymlinks: true,
  })
  const states = watch([], { ignoreInitial: true, ignorePermissionErrors: true })
  const followed: string[] = []
  // What goes wrong with a watcher leaves lists as they are until they are asked for again.
  for (const watcher of [folders, states]) watcher.on("error", () => {})
  folders.on("ready", () => {
    // What changed while the watcher began was told to nobody.
    states.add(newestRuns(runs))
    flow.push("manifest")
    flow.push("runs")
  })
  folders.on("all", (_event, path) => {
    if (path === root || path === manifest) flow.push("manifest")
    if (!isBelow(runs, path)) return
    flow.push("runs")
    if (path === runs) return
    followed.push(runFileOf(path))
    states.add(runFileOf(path))
    if (followed.length > FOLLOWED_RUNS) states.unwatch(followed.shift()!)
  })
  states.on("all", () => flow.push("runs"))
  return async () => {
    await Promise.all([folders.close(), states.close()])
  }
}

/** By when something was last put into their folders. */
function newestRuns(runs: string): string[] {
  return listDirectory(runs)
    .map((name) => {
      const path = join(runs, name)
      const changed = modifiedAt(path)
      return { path, changed: changed.ok ? changed.value : 0 }
    })
    .toSorted((a, b) => b.changed - a.changed)
    .slice(0, FOLLOWED_RUNS)
    .map(({ path }) => runFileOf(path))
}

function runFileOf(run: string): string {
  return join(run, runFiles.run)
}

/** The root, what lies between it and a target, a target, and what a target holds itself. */
function isOnTheWay(root: string, path: string, targets: readonly string[]): boolean {
  return path === root || targets.some((target) => isBelow(path, target) || isBelow(target, path))
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`))
}
