import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import type { Question } from "./question"

/** What to do about a window that is to be closed while runs go on. */
export type Closing = "background" | "cancel" | "stay"

const answers: readonly Closing[] = ["background", "cancel", "stay"]

/** Runs that a closing program would end. */
export function unfinished(runs: readonly SupervisedRun[]): readonly SupervisedRun[] {
  return runs.filter(({ state }) => state === "queued" || state === "running" || state === "cancelling")
}

/** The question, as a message box takes it. What ends runs is never the default; Escape stays. */
export function closingQuestion(runs: readonly SupervisedRun[]): Question {
  const [only] = runs
  const what = runs.length === 1 && only !== undefined ? `The run of ${only.profile}` : `${runs.length} runs`
  return {
    type: "question",
    message: `${what} ${runs.length === 1 ? "has" : "have"} not ended.`,
    detail:
      "In the background they go on without a window, and Nestfolio ends after the last one. Starting it again shows them.",
    buttons: ["Keep running in the background", "Cancel the runs and close", "Stay"],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  }
}

/** The answer by the number of the button; anything else stays. */
export function closingAnswer(button: number): Closing {
  return answers[button] ?? "stay"
}
