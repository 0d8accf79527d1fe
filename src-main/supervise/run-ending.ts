import { type EngineOutcome, engineOutcomeSchema } from "#shared/contract/engine/run-calls"
import type { RunState } from "#shared/model/run"
import { ExitCode } from "#shared/problem/exit-code"
import { exitCodeOf, type Problem, problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import type { EngineExit } from "./engine-host"
import { exitProblem, hungProblem } from "./exit-problem"

/** How a run ended, from what was seen of its process. */
export interface RunEnding {
  readonly state: RunState
  readonly exitCode: number
  readonly problems: Problem[]
}

export interface SeenOfRun {
  /** What the engine answered, if it did; not yet looked at. */
  readonly answer: Result<unknown> | undefined
  readonly exit: EngineExit
  /** Milliseconds of silence for which it was ended. */
  readonly hungFor: number | undefined
  readonly isCancelled: boolean
  /** It was ended by force. */
  readonly isKilled: boolean
}

const remedy = "take the run up again from its last completed stage; nothing that was finished is lost"

/**
 * An answer counts, whatever became of the process afterwards. Without one the process was ended as hung, ended
 * by force after a request to cancel, or crashed.
 */
export function runEnding(seen: SeenOfRun, runId: string, memoryMegabytes: number): RunEnding {
  const { answer, exit, hungFor, isCancelled, isKilled } = seen
  const about = { where: runId, remedy, memoryMegabytes }
  if (answer !== undefined) {
    if (!answer.ok) return refusedEnding([...answer.problems])
    const outcome = engineOutcomeSchema.safeParse(answer.value)
    return outcome.success ? toldEnding(outcome.data) : crashedEnding([senselessAnswer(runId)])
  }
  if (isCancelled) {
    return {
      state: "cancelled",
      exitCode: ExitCode.interrupted,
      problems: [isKilled ? endedByForce(runId) : exitProblem(exit, about)],
    }
  }
  if (hungFor !== undefined) return crashedEnding([hungProblem(hungFor, about)])
  return crashedEnding([exitProblem(exit, about)])
}

function toldEnding({ state, exitCode, problems }: EngineOutcome): RunEnding {
  return { state, exitCode, problems }
}

function refusedEnding(problems: Problem[]): RunEnding {
  const exitCode = exitCodeOf(problems)
  return { state: exitCode === ExitCode.interrupted ? "cancelled" : "failed", exitCode, problems }
}

function crashedEnding(problems: Problem[]): RunEnding {
  return { state: "crashed", exitCode: exitCodeOf(problems), problems }
}

/** What a run gives that was cancelled before its turn came. */
export function cancelledInQueue(runId: string): RunEnding {
  const taken = problem("cancelled", {
    what: "The run was cancelled before it began.",
    where: runId,
    seen: "cancelled while waiting",
    remedy: "start it again",
  })
  return { state: "cancelled", exitCode: ExitCode.interrupted, problems: [taken] }
}

function endedByForce(runId: string): Problem {
  return problem("cancelled", {
    what: "The run was cancelled; its process was inside a long computation and was ended.",
    where: runId,
    seen: "on the disk the run reads as crashed",
    remedy,
  })
}

function senselessAnswer(runId: string): Problem {
  return problem("engine.crashed", {
    what: "The engine process said something about the run's end that makes no sense.",
    where: runId,
    seen: "an answer of another shape than agreed",
    remedy: "look at the run's own record, and report this: the program is at fault",
  })
}
