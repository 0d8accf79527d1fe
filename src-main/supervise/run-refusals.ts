import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import { problem } from "#shared/problem/problem"
import { failed, type Failed } from "#shared/problem/result"

/** A run that was not started here. */
export function unknownRun(runId: string): Failed {
  return failed(
    problem("run.missing", {
      what: "The program has not started this run since it was opened.",
      where: runId,
      seen: "not among the supervised runs",
      remedy: "look at the run itself; a run that another program executes can be seen but not followed",
    }),
  )
}

/** A run that has a process, or waits for one. */
export function alreadySupervised({ runId, state }: SupervisedRun): Failed {
  return failed(
    problem("run.locked", {
      what: "The run is already being executed.",
      where: runId,
      seen: `state ${state}`,
      remedy: "wait for it, or cancel it first",
    }),
  )
}

/** A run that was asked for too late. */
export function closing(runId: string): Failed {
  return failed(
    problem("cancelled", {
      what: "The program is closing, so no run is started.",
      where: runId,
      seen: "the program is closing",
      remedy: "open the program again and start the run",
    }),
  )
}
