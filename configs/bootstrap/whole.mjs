import { say, sayFailure } from "./say.mjs"

/** Ends the process with what the work gives, or with a message instead of a stack. */
export async function whole(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    sayFailure(error)
    if (process.env.NESTFOLIO_DEBUG && error instanceof Error) say(error.stack ?? "")
    process.exitCode = 1
  }
}
