import type { Timers } from "#shared/contract/coalesce"

/** The process's own time: monotonic, so that a changed clock ends no engine. A waiting timer keeps no process alive. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
