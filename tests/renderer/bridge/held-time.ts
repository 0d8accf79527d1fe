import type { Timers } from "#shared/contract/coalesce"

export interface HeldTime extends Timers {
  /** Lets so many milliseconds pass, and what follows from them happen. */
  pass(milliseconds: number): Promise<void>
}

/** Time that a test moves. */
export function heldTime(): HeldTime {
  let now = 0
  const waiting = new Map<object, { readonly due: number; readonly act: () => void }>()
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
  return {
    now: () => now,
    after(milliseconds, act) {
      const key = {}
      waiting.set(key, { due: now + milliseconds, act })
      return () => void waiting.delete(key)
    },
    async pass(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const [next] = [...waiting].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due)
        if (next === undefined) break
        const [key, { due, act }] = next
        waiting.delete(key)
        now = due
        act()
        await settle()
      }
      now = end
    },
  }
}
