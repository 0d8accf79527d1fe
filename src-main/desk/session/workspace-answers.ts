import { basename, resolve } from "node:path"
import type { Answering, Answers } from "#shared/contract/call"
import type { OpenedWorkspace, workspaceCalls } from "#shared/contract/desk/workspace-calls"
import type { Timers } from "#shared/contract/coalesce"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { fileExists, isDirectory, listDirectory } from "#engine/artifacts/disk-read"
import { manifestFile } from "#engine/workspace/open"
import type { Supervisor } from "#main/supervise/supervisor"
import type { RecentWorkspaces } from "../settings/recent-workspaces"
import type { ChangedPart } from "./watch-workspace"
import { withoutForeignPaths } from "./foreign-paths"
import type { OpenWorkspace, OpenWorkspaces } from "./open-workspaces"
import { isFolderPath, outsidePath } from "./path-text"
import { untilAborted } from "./window-answers"
import type { SharedWatchers } from "./shared-watchers"

/** What questions about workspaces are answered with. */
export interface WorkspaceDesk {
  readonly supervisor: Pick<Supervisor, "query" | "samples">
  readonly workspaces: OpenWorkspaces
  readonly recent: RecentWorkspaces
  readonly watchers: SharedWatchers
  /** Absolute: where the sample is written when no folder is named. */
  readonly sampleFolder: string
  readonly timers: Timers
}

const SAMPLE_SEED = 20261120

/** Which workspaces there are, and which are open. */
export function workspaceAnswers(desk: WorkspaceDesk): Answers<typeof workspaceCalls> {
  const { workspaces, recent, supervisor } = desk
  return {
    "workspace.recent": () =>
      ok({
        workspaces: recent
          .list()
          .filter(({ root }) => workspaces.allows(root))
          .map(({ root, opened }) => ({
            root,
            name: basename(root),
            opened,
            isMissing: !fileExists(`${root}/${manifestFile}`),
          })),
      }),
    "workspace.open": ({ root }, asked) => {
      const opened = workspaces.open(root)
      return opened.ok ? welcome(desk, opened.value, asked) : opened
    },
    "workspace.openSample": async ({ root: typed }, asked) => {
      const place = samplePlace(desk, typed)
      if (!place.ok) return place
      if (!place.value.isThere) {
        const written = await supervisor.samples.write(place.value.root, SAMPLE_SEED, asked.signal)
        if (!written.ok) return written
      }
      const opened = workspaces.open(place.value.root)
      return opened.ok ? welcome(desk, opened.value, asked) : opened
    },
    "workspace.forget": ({ root }) => {
      const [first, ...rest] = recent.forget(root)
      return first === undefined ? ok({}) : failed(first, ...rest)
    },
    "workspace.watch": async ({ root }, { signal, emit }) => {
      const found = workspaces.find(root)
      if (!found.ok) return found
      return new Promise<Result<Record<string, never>>>((settle) => {
        const stop = desk.watchers.add(found.value, {
          onChange: (changed: readonly ChangedPart[]) => emit({ changed: [...changed] }),
          onGone: () => {
            stop()
            settle(failed(gone(root)))
          },
        })
        void untilAborted(signal, stop).then(settle)
      })
    },
  }
}

/** Remembers a workspace, has its engine ready, and says what is wrong with its manifest. */
async function welcome(
  { supervisor, recent }: WorkspaceDesk,
  { root, name, manifest }: OpenWorkspace,
  { signal }: Answering,
): Promise<Result<OpenedWorkspace>> {
  supervisor.query.warm(root)
  const unwritten = recent.add(root)
  const looked = await supervisor.query.ask(root, "manifest.text", { root }, { signal, asker: "open" })
  const told: readonly Problem[] = looked.ok
    ? [...looked.value.problems, ...looked.value.warnings]
    : looked.problems
  const known = { folders: [root], typed: [] }
  const problems = [...told, ...unwritten].map((one) => withoutForeignPaths(one, known))
  return ok({ root, name, manifest, problems })
}

/** Where the sample is, or is to be written: a folder that is new or empty. */
function samplePlace(
  { workspaces, sampleFolder }: WorkspaceDesk,
  typed: string | null,
): Result<{ readonly root: string; readonly isThere: boolean }> {
  if (typed === null) {
    return ok({ root: sampleFolder, isThere: fileExists(`${sampleFolder}/${manifestFile}`) })
  }
  if (!isFolderPath(typed)) {
    return outsidePath(JSON.stringify(typed), "no absolute path", "Name the folder from its root on.")
  }
  const root = resolve(typed)
  if (!workspaces.mayHold(root)) {
    return outsidePath(typed, "a folder in which no workspace may be made", "Choose another folder.")
  }
  const inside = isDirectory(root) ? listDirectory(root) : []
  if (inside.length === 0 && !fileExists(root)) return ok({ root, isThere: false })
  return failed(
    problem("workspace.notEmpty", {
      what: "A workspace is made in a new or an empty folder.",
      where: typed,
      seen: inside.length > 0 ? `${inside.length} entries, among them ${inside[0]}` : "a file",
      remedy: "choose another folder, or empty this one",
    }),
  )
}

function gone(root: string) {
  return problem("workspace.missing", {
    what: "The workspace's folder is not there any more.",
    where: root,
    seen: "deleted or moved while it was open",
    remedy: "Put it back and open it again, or open another one.",
  })
}
