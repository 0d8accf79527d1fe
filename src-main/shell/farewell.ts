import type { RunEngines } from "#main/supervise/run-engines"
import { closingAnswer, closingQuestion, unfinished } from "./closing"
import type { Question } from "./question"

/** How windows are closed and the program ends while runs may go on. */
export interface Farewell {
  /** Whether a window may close at once; otherwise a person is asked, and `close` is called when they agree. */
  mayClose(ask: (question: Question) => Promise<{ readonly response: number }>, close: () => void): boolean
  /** A window is there again: its closing is to be asked about anew. */
  returned(): void
  /** Resolves when no run goes on. */
  idle(): Promise<void>
}

export function createFarewell(runs: RunEngines): Farewell {
  let isAgreed = false
  let isAsking = false
  const settle = async (answer: ReturnType<typeof closingAnswer>) => {
    isAgreed = answer !== "stay"
    if (answer !== "cancel") return
    await Promise.all(unfinished(runs.list()).map(({ root, runId }) => runs.cancel(root, runId)))
  }
  return {
    mayClose(ask, close) {
      const open = unfinished(runs.list())
      if (isAgreed || open.length === 0) return true
      if (isAsking) return false
      isAsking = true
      void (async () => {
        try {
          await settle(closingAnswer((await ask(closingQuestion(open))).response))
        } finally {
          isAsking = false
        }
        if (isAgreed) close()
      })()
      return false
    },
    returned() {
      isAgreed = false
    },
    async idle() {
      if (unfinished(runs.list()).length === 0) return
      const ended = new AbortController()
      await runs.watchAll((all) => {
        if (unfinished(all).length === 0) ended.abort()
      }, ended.signal)
    },
  }
}
