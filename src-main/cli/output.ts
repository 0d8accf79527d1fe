import { describeProblem, type Problem } from "#shared/problem/problem"
import type { Answer } from "./command-file"
import type { Paint } from "./colour"

/** Where text goes; the process's own streams, or a test's. */
export interface Sinks {
  readonly stdout: (text: string) => void
  readonly stderr: (text: string) => void
}

export type OutputForm = "text" | "json"

/** Data to stdout; problems that belong to it to stderr, or already in the data in JSON. */
export function printAnswer(answer: Answer, form: OutputForm, sinks: Sinks, paint: Paint): void {
  if (form === "json") {
    sinks.stdout(`${JSON.stringify(answer.data, null, 2)}\n`)
    return
  }
  if (answer.text !== "") sinks.stdout(`${answer.text}\n`)
  for (const problem of answer.problems ?? []) sinks.stderr(`${paintedProblem(problem, paint)}\n`)
}

/** Problems instead of data: on stdout as JSON, else on stderr. */
export function printProblems(
  problems: readonly Problem[],
  form: OutputForm,
  sinks: Sinks,
  paint: Paint,
): void {
  if (form === "json") sinks.stdout(`${JSON.stringify({ problems }, null, 2)}\n`)
  else for (const problem of problems) sinks.stderr(`${paintedProblem(problem, paint)}\n`)
}

/** Warnings to stderr, whatever the form of the data. */
export function printWarnings(answer: Answer, sinks: Sinks, paint: Paint): void {
  for (const warning of answer.warnings ?? []) sinks.stderr(`${paintedProblem(warning, paint, "yellow")}\n`)
}

function paintedProblem(problem: Problem, paint: Paint, style: "red" | "yellow" = "red"): string {
  const [first = "", ...rest] = describeProblem(problem).split("\n")
  return [paint(style, first), ...rest].join("\n")
}
