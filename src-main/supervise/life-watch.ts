import type { Timers } from "#shared/contract/coalesce"
import type { SupervisorLimits } from "./limits"

export interface LifeWatch {
  /** Something came from the process. */
  heard(): void
  stop(): void
}

/**
 * Watches over a process by asking for signs of life. `onSilence` is told the milliseconds of a silence that is
 * longer than expected at each turn, and null when it is over; `onHung` once, when it has lasted too long.
 * A turn counts for two at most, so that a program that itself stood still (a suspended machine, a debugger) does
 * not take its own absence for the engine's.
 */
export function watchLife(options: {
  /** True when the process answered, false when it can't any more. */
  readonly ping: () => Promise<boolean>
  readonly timers: Timers
  readonly limits: Pick<SupervisorLimits, "pingEvery" | "silentAfter" | "hungAfter">
  readonly onSilence: (milliseconds: number | null) => void
  readonly onHung: (milliseconds: number) => void
}): LifeWatch {
  const { ping, timers, limits, onSilence, onHung } = options
  const every = limits.pingEvery
  let silence = 0
  let isTold = false
  let isAsked = false
  let lastTurn = timers.now()

  const heard = () => {
    silence = 0
    if (!isTold) return
    isTold = false
    onSilence(null)
  }
  const ask = async () => {
    if (isAsked) return
    isAsked = true
    const isAlive = await ping()
    isAsked = false
    if (isAlive) heard()
  }
  const turn = () => {
    const now = timers.now()
    silence += Math.min(now - lastTurn, 2 * every)
    lastTurn = now
    if (silence >= limits.hungAfter) return onHung(silence)
    stop = timers.after(every, turn)
    if (silence >= limits.silentAfter) {
      isTold = true
      onSilence(silence)
    }
    void ask()
  }
  let stop = timers.after(every, turn)
  void ask()
  return {
    heard,
    stop() {
      isTold = false
      stop()
    },
  }
}
