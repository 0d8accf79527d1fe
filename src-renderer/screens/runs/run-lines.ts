import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import type { RunNotes } from "#shared/contract/desk/run-notes-calls"
import type { RunRow } from "#shared/contract/engine/rows"
import type { RunState } from "#shared/model/run"
import { instantOf } from "../../parts/instant"

/** A line of the list of runs: the run, and what people keep about it. */
export interface RunLine {
  readonly run: RunRow
  readonly tags: readonly string[]
  readonly note: string
  readonly isBaseline: boolean
  /** In milliseconds; null while it goes on or where its times are not known. */
  readonly duration: number | null
}

const open: readonly RunState[] = ["queued", "running", "cancelling"]

/** Whether a run in this state is still to end. */
export function goesOn(state: RunState): boolean {
  return open.includes(state)
}

/**
 * The runs of a workspace, newest first, with what people keep about them. What this program executes is as it says;
 * a run that waits has no files yet, and is listed all the same.
 */
export function runLines(
  runs: readonly RunRow[],
  notes: RunNotes | null,
  supervised: readonly SupervisedRun[],
): RunLine[] {
  const active = new Map(supervised.filter(({ state }) => goesOn(state)).map((run) => [run.runId, run]))
  const known = new Set(runs.map(({ runId }) => runId))
  const waiting = [...active.values()].filter(({ runId }) => !known.has(runId)).map(asRow)
  const noteOf = new Map(notes?.notes.map((note) => [note.runId, note]))
  const baselines = new Set(notes?.baselines.map(({ runId }) => runId))
  return [...runs, ...waiting].toReversed().map((row) => {
    const run = { ...row, state: active.get(row.runId)?.state ?? row.state }
    const own = noteOf.get(row.runId)
    return {
      run,
      tags: own?.tags ?? [],
      note: own?.note ?? "",
      isBaseline: baselines.has(row.runId),
      duration: durationOf(run),
    }
  })
}

function asRow({ runId, profile, state, started }: SupervisedRun): RunRow {
  return {
    runId,
    profile,
    kind: "meta",
    state,
    completeness: "incomplete",
    started,
    ended: null,
    riskProfiles: [],
  }
}

function durationOf({ state, started, ended }: RunRow): number | null {
  const from = instantOf(started)
  const to = instantOf(ended)
  return goesOn(state) || from === null || to === null ? null : to - from
}
