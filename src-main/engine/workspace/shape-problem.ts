import type { z } from "zod"

/** A zod issue with its whole path, unions opened to the branch that was meant. */
export interface FlatIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/**
 * Opens unions: of their branches, the one whose own complaints lie deepest is the one that was meant
 * (a profile with a wrong sleeve is not a failed alias).
 */
export function flattenIssues(issues: readonly z.core.$ZodIssue[]): FlatIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union") return [{ path: issue.path, message: sentence(issue.message) }]
    const branches = issue.errors.map((branch) =>
      flattenIssues(branch).map(({ path, message }) => ({ path: [...issue.path, ...path], message })),
    )
    const deepest = Math.max(0, ...branches.flat().map(({ path }) => path.length))
    const meant = branches.filter((branch) => branch.some(({ path }) => path.length === deepest))
    if (meant.length === 1) return meant[0]!
    return [
      { path: issue.path, message: [...new Set(meant.flat().map(({ message }) => message))].join(", or ") },
    ]
  })
}

/** The value at a path of parsed JSON, shown in at most 60 characters. */
export function showValueAt(root: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (node, step) => (typeof node === "object" && node !== null ? Reflect.get(node, step) : undefined),
    root,
  )
  return showValue(value)
}

/** A value as JSON in at most 60 characters; "nothing" when there is none. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing"
  const shown = typeof value === "number" ? String(value) : JSON.stringify(value)
  return shown.length <= 60 ? shown : `${shown.slice(0, 57)}...`
}

/** "Invalid input: expected string, received number" -> "expected string, received number" */
function sentence(message: string): string {
  return message.replace(/^Invalid input: /, "")
}
