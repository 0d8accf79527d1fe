import { describe, expect, it } from "vitest"
import type { Timers } from "#shared/contract/coalesce"
import { watchIdle } from "#main/shell/browser/idle"

/** Time that a test moves. */
function heldTimers(): Timers & { pass(milliseconds: number): void } {
  let now = 0
  const waiting = new Map<object, { readonly due: number; readonly act: () => void }>()
  return {
    now: () => now,
    after(milliseconds, act) {
      const key = {}
      waiting.set(key, { due: now + milliseconds, act })
      return () => void waiting.delete(key)
    },
    pass(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const next = [...waiting].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due)[0]
        if (next === undefined) break
        const [key, { due, act }] = next
        waiting.delete(key)
        now = due
        act()
      }
      now = end
    },
  }
}

const MINUTE = 60_000

function watched(after: number | null) {
  const timers = heldTimers()
  const state = { hasWindow: false, isBusy: false, ended: 0 }
  const idle = watchIdle({
    after,
    hasWindow: () => state.hasWindow,
    isBusy: () => state.isBusy,
    onIdle: () => void (state.ended += 1),
    timers,
  })
  idle.look()
  return { timers, state, idle }
}

describe("the end of a program that nobody uses", () => {
  it("comes after its minutes without a window", () => {
    const { timers, state } = watched(30 * MINUTE)
    timers.pass(30 * MINUTE - 1)
    expect(state.ended).toBe(0)
    timers.pass(1)
    expect(state.ended).toBe(1)
  })

  it("does not come while a window is open, and is counted anew from its end", () => {
    const { timers, state, idle } = watched(30 * MINUTE)
    timers.pass(29 * MINUTE)
    state.hasWindow = true
    idle.look()
    timers.pass(1000 * MINUTE)
    state.hasWindow = false
    idle.look()
    timers.pass(30 * MINUTE - 1)
    expect(state.ended).toBe(0)
    timers.pass(1)
    expect(state.ended).toBe(1)
  })

  it("waits for a run that goes on, and comes within a minute of its end", () => {
    const { timers, state } = watched(30 * MINUTE)
    state.isBusy = true
    timers.pass(500 * MINUTE)
    expect(state.ended).toBe(0)
    state.isBusy = false
    timers.pass(MINUTE)
    expect(state.ended).toBe(1)
  })

  it("never comes where it was not wanted", () => {
    const { timers, state } = watched(null)
    timers.pass(100_000 * MINUTE)
    expect(state.ended).toBe(0)
  })
})
