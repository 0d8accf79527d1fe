import type { ReactNode } from "react"
import type { Answer } from "../store/answer-slice"
import { Loading } from "./loading"
import { ProblemList } from "./problem-view"

/** Shows an answer when there is one, and what stands in for it until then or instead. */
export function Answered<Value>({
  answer,
  what,
  children,
  action,
}: {
  readonly answer: Answer<Value>
  /** What is asked for, as a plural or singular noun: "The profiles". */
  readonly what: string
  readonly children: (value: Value) => ReactNode
  readonly action?: { readonly title: string; readonly run: () => void }
}) {
  if (answer.state === "loading") return <Loading what={what} />
  if (answer.state === "failed") return <ProblemList problems={answer.problems} action={action} />
  return children(answer.value)
}
