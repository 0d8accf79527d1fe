import type { Problem } from "#shared/problem/problem"

/** A problem as one line: what is wrong, where, and what was seen. */
export function describeInLine({ what, where, seen }: Problem): string {
  return `${what} ${where}: ${seen}`
}
