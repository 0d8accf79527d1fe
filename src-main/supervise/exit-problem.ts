import { type Problem, problem } from "#shared/problem/problem"
import type { EngineExit } from "./engine-host"

/** Why an engine process is gone, in its own last words, and what can be done. */
export function exitProblem(
  exit: EngineExit,
  about: { readonly where: string; readonly memoryMegabytes: number; readonly remedy: string },
): Problem {
  const { where, memoryMegabytes, remedy } = about
  if (exit.isOutOfMemory) {
    return problem("engine.outOfMemory", {
      what: `The engine process ran out of its ${memoryMegabytes} MB of memory.`,
      where,
      seen: seenOf(exit),
      remedy: `ask for less at once (fewer risk profiles, a shorter history), then ${remedy}`,
    })
  }
  if (exit.code === null && exit.signal === null) {
    return problem("engine.notStarted", {
      what: "The engine process could not be started.",
      where,
      seen: seenOf(exit),
      remedy: `make sure that the program is whole and that the system may start processes, then ${remedy}`,
    })
  }
  return problem("engine.crashed", {
    what: "The engine process ended without an answer.",
    where,
    seen: seenOf(exit),
    remedy:
      exit.signal === "SIGKILL"
        ? `something outside of the program ended it, perhaps the system for want of memory; ${remedy}`
        : remedy,
  })
}

/** An engine that gave no sign of life for too long and was ended. */
export function hungProblem(
  milliseconds: number,
  about: { readonly where: string; readonly remedy: string },
): Problem {
  return problem("engine.hung", {
    what: "The engine process gave no sign of life and was ended.",
    where: about.where,
    seen: `silent for ${Math.round(milliseconds / 1000)} seconds`,
    remedy: about.remedy,
  })
}

/** "exit code 134, signal SIGABRT", and the last lines below it. */
function seenOf({ code, signal, lastLines }: EngineExit): string {
  const ended = [
    ...(code === null ? [] : [`exit code ${code}`]),
    ...(signal === null ? [] : [`signal ${signal}`]),
  ]
  return [ended.length === 0 ? "no process" : ended.join(", "), ...lastLines].join("\n")
}
