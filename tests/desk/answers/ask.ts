import type { Answers, Answering } from "#shared/contract/call"
import { queryCalls } from "#shared/contract/engine/query-calls"
import type { Result } from "#shared/problem/result"
import { answerQueries } from "#main/desk/answers/answer-queries"

type Calls = typeof queryCalls
type Name = keyof Calls
type InputOf<N extends Name> = Parameters<Answers<Calls>[N]>[0]
type ValueOf<N extends Name> =
  Awaited<ReturnType<Answers<Calls>[N]>> extends infer Given
    ? Given extends { readonly ok: true; readonly value: infer Value }
      ? Value
      : never
    : never

/** Asks as a query engine is asked: the input is checked by the contract, and answers are remembered from one to the next. */
export function questions(variables: Readonly<Record<string, string>> = {}) {
  const answers = answerQueries({
    clock: () => "2026-11-21T00:00:00.000Z",
    programVersion: "0.0.0-test",
    variables,
  })
  const answering: Answering = { signal: new AbortController().signal }
  const ask = async <N extends Name>(name: N, input: InputOf<N>): Promise<Result<ValueOf<N>>> => {
    const parsed = queryCalls[name].input.parse(input)
    const act = answers[name] as (input: unknown, answering: Answering) => Promise<Result<ValueOf<N>>>
    return act(parsed, answering)
  }
  return {
    ask,
    /** The answer's value; throws with its problems. */
    value: async <N extends Name>(name: N, input: InputOf<N>): Promise<ValueOf<N>> => {
      const result = await ask(name, input)
      if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
      return result.value
    },
    /** The codes of a refusal. */
    codes: async <N extends Name>(name: N, input: InputOf<N>): Promise<readonly string[]> => {
      const result = await ask(name, input)
      return result.ok ? ["answered"] : result.problems.map(({ code }) => code)
    },
  }
}
