import type { Problem } from "./problem"

/** What a step gives back: its value, or the typed problems that kept it from giving one. */
export type Result<T> = Ok<T> | Failed

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

export interface Failed {
  readonly ok: false
  readonly problems: readonly [Problem, ...Problem[]]
}

/** Wraps a value that was reached. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** Wraps the problems that kept a value from being reached; at least one. */
export function failed(first: Problem, ...rest: readonly Problem[]): Failed {
  return { ok: false, problems: [first, ...rest] }
}

/** A failure when the list holds problems, otherwise the value. */
export function okUnless<T>(problems: readonly Problem[], value: T): Result<T> {
  const [first, ...rest] = problems
  return first === undefined ? ok(value) : failed(first, ...rest)
}
