import type { Answers } from "#shared/contract/call"
import type { lifeCalls } from "#shared/contract/engine/life-calls"
import { ok } from "#shared/problem/result"

/** Signs of life and the end of the process, for every role. */
export function lifeAnswers(end: () => void): Answers<typeof lifeCalls> {
  return {
    "engine.ping": () => ok({}),
    "engine.end": () => {
      end()
      return ok({})
    },
  }
}
