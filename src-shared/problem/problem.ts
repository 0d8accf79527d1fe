import { catalogue, type ProblemCode } from "./catalogue"
import { ExitCode } from "./exit-code"

/** An expected failure, told so that the reader can act on it. */
export interface Problem {
  readonly code: ProblemCode
  /** What is wrong, as one sentence. */
  readonly what: string
  /** The file, JSON path, line and column, date or sleeve it concerns. */
  readonly where: string
  /** What was found there. */
  readonly seen: string
  /** What to do about it. */
  readonly remedy: string
}

/** Builds a problem; every field is required because a refusal without a remedy is noise. A blank is shown quoted. */
export function problem(
  code: ProblemCode,
  told: { readonly what: string; readonly where: string; readonly seen: string; readonly remedy: string },
): Problem {
  const { what, where, seen, remedy } = told
  const shown = seen.trim() === "" ? JSON.stringify(seen) : seen
  return { code, what, where: wellFormed(where), seen: wellFormed(shown), remedy: wellFormed(remedy) }
}

/** Texts are cut where they get long, perhaps in the middle of a character; a file could not hold that. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd")
}

/** The exit code of a command that ends with these problems: that of the first one. */
export function exitCodeOf(problems: readonly Problem[]): ExitCode {
  const first = problems[0]
  return first === undefined ? ExitCode.ok : catalogue[first.code]
}

/** A problem as the lines a terminal shows. */
export function describeProblem({ code, what, where, seen, remedy }: Problem): string {
  return [`${what}  [${code}]`, `  where   ${where}`, `  seen    ${seen}`, `  remedy  ${remedy}`].join("\n")
}
