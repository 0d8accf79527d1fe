import type { Timers } from "#shared/contract/coalesce"

/** Time that moves only when told to. `stall` lets time pass in which no timer can act: the process is busy. */
export function heldTime() {
  let now = 0
  let due: { readonly at: number; readonly act: () => void }[] = []
  const timers: Timers = {
    now: () => now,
    after(milliseconds, act) {
      const timer = { at: now + milliseconds, act }
      due.push(timer)
      return () => {
        due = due.filter((each) => each !== timer)
      }
    },
  }
  const pass = (milliseconds: number) => {
    const end = now + milliseconds
    for (;;) {
      const next = due.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      due = due.filter((timer) => timer !== next)
      now = Math.max(now, next.at)
      next.act()
    }
    now = end
  }
  const stall = (milliseconds: number) => {
    now += milliseconds
  }
  return { timers, pass, stall }
}
