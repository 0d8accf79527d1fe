import type { Timers } from "#shared/contract/coalesce"

/** The window's own clock. */
export const windowTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
