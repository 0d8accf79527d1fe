import { Random } from "./random"
import type { OpenTarget } from "./target"

/** Gives a target its input of this number; what went wrong, or undefined. An exception is a crash. */
export async function tryInput(
  target: OpenTarget,
  name: string,
  seed: number,
  index: number,
): Promise<string | undefined> {
  try {
    return await target.try(new Random(seed, `${name} ${index}`))
  } catch (error) {
    return `a crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`.slice(
      0,
      8000,
    )
  }
}
