import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import type { Attention } from "../../bridge/attention"
import { instantOf } from "../../parts/instant"
import { readDuration } from "../../parts/read-figure"
import { runStateLooks } from "../../parts/state-chip"
import type { DeskStore } from "../../store/desk-store"
import { isOpen } from "./work-items"

/** A run that took less is not worth being told of, in milliseconds. */
const long = 10_000

/**
 * Tells whoever is away that a long run has ended: by the system, or by a notice that waits in the window. Gives what
 * ends the listening.
 */
export function tellEndedRuns(store: DeskStore, attention: Attention): () => void {
  let active = openRuns(store.getState().supervised)
  return store.subscribe(({ supervised }) => {
    const before = active
    active = openRuns(supervised)
    for (const run of supervised) {
      if (before.has(key(run)) && !isOpen(run.state) && attention.isAway()) tell(store, attention, run)
    }
  })
}

const key = ({ root, runId, queued }: SupervisedRun): string => `${root}\n${runId}\n${queued}`

function openRuns(runs: readonly SupervisedRun[]): ReadonlySet<string> {
  return new Set(runs.filter(({ state }) => isOpen(state)).map(key))
}

function tell(store: DeskStore, attention: Attention, run: SupervisedRun): void {
  const from = instantOf(run.started)
  const to = instantOf(run.ended)
  if (from === null || to === null || to - from <= long || run.state === "cancelled") return
  const { word, tone } = runStateLooks[run.state]
  const open = () => store.getState().go("live", run.runId)
  const text = `Ended ${word} after ${readDuration(to - from)}`
  if (attention.notify(run.profile, text, open)) return
  const noticeTone = tone === "ok" ? "ok" : tone === "failed" ? "failed" : "warning"
  attention.onReturn(() =>
    store.getState().tell(`${run.profile}: ${text}`, noticeTone, { title: "Open the run", run: open }),
  )
}
