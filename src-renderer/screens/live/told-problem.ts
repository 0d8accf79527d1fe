import type { Problem } from "#shared/problem/problem"

export type { Problem }

const parts = ["code", "what", "where", "seen", "remedy"] as const

/** Whether something that a record holds is a problem. */
export function isProblem(told: unknown): told is Problem {
  return (
    typeof told === "object" &&
    told !== null &&
    parts.every((part) => typeof (told as Record<string, unknown>)[part] === "string")
  )
}
