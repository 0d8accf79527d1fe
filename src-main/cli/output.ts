import { describeProblem, type Problem } from "#shared/problem/problem"
import type { Answer } from "./command-file"
import type { Paint } from "./colour"

/** Where text goes; the process's own streams, or a test's. */
export interface Sinks {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

export type OutputForm = "text" | "json"

/** How problems are shown to a reader. */
export interface ProblemView {
  readonly paint: Paint
  /** Whether a bug of ours shows its stack. */
  readonly withStack: boolean
}

/** Data to stdout; problems that belong to it to stderr, or already in the data in JSON. */
export function printAnswer(answer: Answer, form: OutputForm, sinks: Sinks, view: ProblemView): void {
  if (form === "json") {
    sinks.stdout(`${JSON.stringify(answer.data, null, 2)}\n`)
    return
  }
  if (answer.text !== "") sinks.stdout(`${answer.text}\n`)
  for (const problem of answer.problems ?? []) sinks.stderr(`${paintedProblem(problem, view)}\n`)
}

/** Problems instead of data: on stdout as JSON, else on stderr. */
export function printProblems(
  problems: readonly Problem[],
  form: OutputForm,
  sinks: Sinks,
  view: ProblemView,
): void {
  if (form === "json") sinks.stdout(`${JSON.stringify({ problems }, null, 2)}\n`)
  else for (const problem of problems) sinks.stderr(`${paintedProblem(problem, view)}\n`)
}

/** Warnings to stderr, whatever the form of the data. */
export function printWarnings(answer: Answer, sinks: Sinks, view: ProblemView): void {
  for (const warning of answer.warnings ?? []) sinks.stderr(`${paintedProblem(warning, view, "yellow")}\n`)
}

function paintedProblem(problem: Problem, view: ProblemView, style: "red" | "yellow" = "red"): string {
  const seen = view.withStack ? problem.seen : problem.seen.replace(/\n\s+at [\s\S]*$/, "")
  const [first = "", ...rest] = describeProblem({ ...problem, seen }).split("\n")
  return [view.paint(style, first), ...rest].join("\n")
}
