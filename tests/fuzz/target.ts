import type { Problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import type { Random } from "./random"

/** A part of the engine that mutated inputs are given to. */
export interface Target {
  readonly name: string
  /** Its share of all inputs. */
  readonly share: number
  open(): Promise<OpenTarget>
}

export interface OpenTarget {
  /** Makes one input, gives it to the engine and says what is wrong with what came of it; undefined when nothing is. */
  try(random: Random): Promise<string | undefined>
  close(): void
}

/** What is wrong with a list of problems: bugs of ours, and problems that tell nothing. */
export function flawOf(problems: readonly Problem[]): string | undefined {
  for (const { code, what, where, seen, remedy } of problems) {
    if (code === "internal") return `an internal problem: ${seen}`
    if ([what, where, seen, remedy].some((text) => text.trim() === "")) {
      return `a problem that does not say what, where, seen and remedy: ${JSON.stringify({ code, what, where, seen, remedy })}`
    }
  }
  return undefined
}

/** What is wrong with a result: its problems, else what `judge` finds in its value. */
export function flawOfResult<T>(
  result: Result<T>,
  judge: (value: T) => string | undefined = () => undefined,
): string | undefined {
  return result.ok ? judge(result.value) : flawOf(result.problems)
}
