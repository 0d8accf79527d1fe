import { type Problem, problem } from "#shared/problem/problem"

/** The problem of a run that can't be taken up. */
export function notResumable(runId: string, seen: string): Problem {
  return problem("run.notResumable", {
    what: "The run can't be taken up where it ended.",
    where: runId,
    seen,
    remedy: "Start a new run of the meta profile; `nestfolio runs` shows what can be resumed.",
  })
}
