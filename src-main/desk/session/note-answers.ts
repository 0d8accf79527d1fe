import type { Answers } from "#shared/contract/call"
import type { RunNotes, runNotesCalls } from "#shared/contract/desk/run-notes-calls"
import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import type { RunEngines } from "#main/supervise/run-engines"
import { pinBaseline, runNotes, writeNote } from "../notes/run-notes"
import { restoreRun, trashRun } from "../notes/trash"
import type { OpenWorkspaces } from "./open-workspaces"

/** Tags, notes, baselines and the trash of opened workspaces. */
export function noteAnswers(
  runs: Pick<RunEngines, "list">,
  workspaces: OpenWorkspaces,
  clock: Clock,
): Answers<typeof runNotesCalls> {
  const inOpened = (root: string, act: () => Result<RunNotes>): Result<RunNotes> => {
    const found = workspaces.find(root)
    return found.ok ? act() : found
  }
  const after = (root: string, done: Result<void>): Result<RunNotes> =>
    done.ok ? runNotes(root, clock) : done
  return {
    "notes.read": ({ root }) => inOpened(root, () => runNotes(root, clock)),
    "notes.write": ({ root, runId, tags, note }) =>
      inOpened(root, () => writeNote(root, runId, { tags, note }, clock)),
    "notes.pinBaseline": ({ root, runId, isBaseline }) =>
      inOpened(root, () => pinBaseline(root, runId, isBaseline, clock)),
    "notes.trash": ({ root, runId }) =>
      inOpened(root, () => {
        // A run that was taken up again has a process before its record says so.
        const active = runs
          .list()
          .some(
            (run) =>
              run.root === root &&
              run.runId === runId &&
              ["queued", "running", "cancelling"].includes(run.state),
          )
        return active ? failed(isSupervised(runId)) : after(root, trashRun(root, runId))
      }),
    "notes.restore": ({ root, runId }) => inOpened(root, () => after(root, restoreRun(root, runId))),
  }
}

function isSupervised(runId: string) {
  return problem("run.locked", {
    what: "A run that goes on can't be moved to the trash.",
    where: runId,
    seen: "executed by this program",
    remedy: "wait for its end, or cancel it first",
  })
}
