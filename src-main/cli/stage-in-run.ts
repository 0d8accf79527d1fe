import type { Answer } from "./command-file"
import type { Invocation } from "./invocation"
import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"

export async function runStageInRun(
  _i: Invocation,
  stageId: string,
  _p: Readonly<Record<string, string>>,
): Promise<Result<Answer>> {
  return failed(
    problem("usage.unknownStage", {
      what: "There is no such stage.",
      where: stageId,
      seen: stageId,
      remedy: "x",
    }),
  )
}
