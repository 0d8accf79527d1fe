import type { InputOf, OutputOf } from "#shared/contract/call"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { QueryName } from "#shared/contract/engine/query-names"
import type { Problem } from "#shared/problem/problem"
import type { SliceOf } from "./slice"

/** A question's answer as a screen meets it. While a newer one is on its way the older stays, marked stale. */
export type Answer<Value> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: Value; readonly isStale: boolean }
  | { readonly state: "failed"; readonly problems: readonly Problem[]; readonly isStale: boolean }

export type AnswerTo<Name extends QueryName> = Answer<OutputOf<DeskContract[Name]>>

export interface AnswerSlice {
  readonly answers: ReadonlyMap<string, Answer<unknown>>
  /** Asks unless the same was asked at the same revision; the answer arrives in `answers` under `answerKey`. */
  readonly want: <Name extends QueryName>(
    name: Name,
    input: InputOf<DeskContract[Name]>,
    revision: number,
  ) => void
  readonly forgetAnswers: () => void
}

/** Where the answer to a question is kept. */
export function answerKey(name: string, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`
}

/** Answers kept for screens that may be come back to. */
const mostKept = 120

export const answerSlice: SliceOf<AnswerSlice> = (set, get, { connection }) => {
  const askedAt = new Map<string, number>()

  const put = (key: string, answer: Answer<unknown>) => {
    const answers = new Map(get().answers)
    answers.delete(key)
    answers.set(key, answer)
    for (const oldest of answers.keys()) {
      if (answers.size <= mostKept) break
      answers.delete(oldest)
      askedAt.delete(oldest)
    }
    set({ answers })
  }
  return {
    answers: new Map(),
    want(name, input, revision) {
      const key = answerKey(name, input)
      if (askedAt.get(key) === revision) return
      askedAt.set(key, revision)
      const before = get().answers.get(key)
      put(
        key,
        before === undefined || before.state === "loading"
          ? { state: "loading" }
          : { ...before, isStale: true },
      )
      const ask = async () => {
        const result = await connection.ask(name, input)
        if (askedAt.get(key) !== revision) return
        if (result.ok) put(key, { state: "ready", value: result.value, isStale: false })
        // A question of ours that a newer one ended was not refused; whoever asks again gets an answer.
        else if (result.problems[0].code === "engine.superseded") askedAt.delete(key)
        else put(key, { state: "failed", problems: result.problems, isStale: false })
      }
      void ask()
    },
    forgetAnswers() {
      askedAt.clear()
      set({ answers: new Map() })
    },
  }
}
