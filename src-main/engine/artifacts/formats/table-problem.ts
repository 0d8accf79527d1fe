import { type Problem, problem } from "#shared/problem/problem"

/** `file.format` for a table: what it should hold is the same whatever its format. */
export function tableProblem(what: string, where: string, seen: string, remedy?: string): Problem {
  return problem("file.format", {
    what,
    where,
    seen,
    remedy: remedy ?? "Write the table with a date per row first and columns of simple returns after it.",
  })
}
