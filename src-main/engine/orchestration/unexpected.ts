import { type Problem, problem } from "#shared/problem/problem"
import { NetworkRefused } from "./network-guard"

/** An exception as a problem: the network guard's own, else a bug of ours, with its stack. */
export function unexpectedProblem(error: unknown, where: string): Problem {
  if (error instanceof NetworkRefused) return error.problem
  return problem("internal", {
    what: "The program failed in a way it should not have.",
    where,
    seen: error instanceof Error ? (error.stack ?? error.message) : String(error),
    remedy: "please report this with the run's directory",
  })
}
