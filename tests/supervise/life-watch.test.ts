import { describe, expect, it } from "vitest"
import { watchLife } from "#main/supervise/life-watch"
import { heldTime } from "../shared/contract/held-time"

const limits = { pingEvery: 5, silentAfter: 20, hungAfter: 100 }

/** A watch over a process whose pings the test answers, in time that the test moves. */
function watched() {
  const { timers, pass, stall } = heldTime()
  const told: (number | null)[] = []
  const hung: number[] = []
  const pings: ((isAlive: boolean) => void)[] = []
  const life = watchLife({
    ping: () => new Promise((resolve) => pings.push(resolve)),
    timers,
    limits,
    onSilence: (milliseconds) => told.push(milliseconds),
    onHung: (milliseconds) => hung.push(milliseconds),
  })
  const answer = async (isAlive = true) => {
    pings.at(-1)!(isAlive)
    await new Promise(setImmediate)
  }
  return { life, pass, stall, told, hung, pings, answer }
}

describe("A watch over signs of life", () => {
  it("says nothing of a process that answers, however long it works", async () => {
    const { pass, told, hung, answer } = watched()
    for (let turn = 0; turn < 100; turn++) {
      pass(limits.pingEvery)
      await answer()
    }
    expect([told, hung]).toEqual([[], []])
  })

  it("takes anything that is heard for a sign of life", () => {
    const { life, pass, told, hung } = watched()
    for (let turn = 0; turn < 100; turn++) {
      pass(limits.pingEvery)
      life.heard()
    }
    expect([told, hung]).toEqual([[], []])
  })

  it("asks again only when it was answered", async () => {
    const { pass, pings, answer } = watched()
    pass(50)
    expect(pings).toHaveLength(1)
    await answer()
    pass(5)
    expect(pings).toHaveLength(2)
  })

  it("tells a silence at each turn, its end once, and counts anew after it", async () => {
    const { pass, told, answer } = watched()
    pass(30)
    expect(told).toEqual([20, 25, 30])
    await answer()
    pass(5)
    expect(told).toEqual([20, 25, 30, null])
  })

  it("gives a process up once, after the whole deadline", () => {
    const { pass, hung } = watched()
    pass(99)
    expect(hung).toEqual([])
    pass(500)
    expect(hung).toEqual([100])
  })

  it("does not take an answer that the line is closed for a sign of life", async () => {
    const { pass, hung, answer } = watched()
    pass(50)
    await answer(false)
    pass(50)
    expect(hung).toEqual([100])
  })

  it("does not take its own standing still for the process's silence", () => {
    const { pass, stall, told, hung } = watched()
    stall(1_000_000)
    pass(0)
    pass(5)
    expect([told, hung]).toEqual([[], []])
  })

  it("says nothing after it was stopped", async () => {
    const { life, pass, told, hung, answer } = watched()
    pass(20)
    life.stop()
    await answer()
    pass(1000)
    expect([told, hung]).toEqual([[20], []])
  })
})
