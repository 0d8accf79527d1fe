import type { Timers } from "#shared/contract/coalesce"

/** So many beats in a row may stay unanswered: one can be late after the window itself stood still. */
const MAY_MISS = 1

/**
 * Asks for a sign of life again and again, and calls `onSilence` once when two in a row were not answered: a socket
 * does not tell when a tunnel ended or the machine slept. Gives what stops it.
 */
export function heartBeat(options: {
  readonly beat: () => Promise<unknown>
  readonly onSilence: () => void
  /** Milliseconds between two beats. */
  readonly every: number
  readonly timers: Timers
}): () => void {
  const { beat, onSilence, every, timers } = options
  let missed = 0
  let isWaiting = false
  let takeBack = timers.after(every, tick)

  function tick(): void {
    if (isWaiting) missed += 1
    if (missed > MAY_MISS) {
      onSilence()
      return
    }
    if (!isWaiting) {
      isWaiting = true
      void hear()
    }
    takeBack = timers.after(every, tick)
  }

  async function hear(): Promise<void> {
    await beat()
    isWaiting = false
    missed = 0
  }
  return () => takeBack()
}
