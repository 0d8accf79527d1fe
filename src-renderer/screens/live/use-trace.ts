import { useEffect, useState } from "react"
import type { RunTrace } from "#shared/contract/engine/run-rows"
import { answerKey, type AnswerTo } from "../../store/answer-slice"
import { useDesk } from "../../store/use-desk"

/** How long after an answer the ledger of a run that goes on is read again, in milliseconds. */
const pause = 1000

/** What the ledger of a run tells, read again while the run goes on, when it ends, and when it is another one. */
export function useTrace(root: string, runId: string, goesOn: boolean): AnswerTo<"runs.trace"> {
  const input = { root, runId }
  const key = answerKey("runs.trace", input)
  const want = useDesk((state) => state.want)
  const ofFiles = useDesk((state) => state.revisions.runs)
  const answer = useDesk((state) => state.answers.get(key)) as AnswerTo<"runs.trace"> | undefined
  const [turn, setTurn] = useState(0)
  // A run that goes on is asked by the clock alone: its files change faster than that.
  const revision = goesOn ? turn : -1 - ofFiles
  useEffect(() => {
    want("runs.trace", { root, runId }, revision)
  }, [want, root, runId, revision, answer === undefined])
  const isIn = answer !== undefined && answer.state !== "loading" && !answer.isStale
  useEffect(() => {
    if (!goesOn || !isIn) return undefined
    const timer = setTimeout(() => setTurn((before) => before + 1), pause)
    return () => clearTimeout(timer)
  }, [goesOn, isIn, turn])
  return answer ?? { state: "loading" }
}

/** The trace that was read last; null before the first. */
export function traceOf(answer: AnswerTo<"runs.trace">): RunTrace | null {
  return answer.state === "ready" ? answer.value : null
}
