import { describe, expect, it } from "vitest"
import { defaultLimits } from "#main/supervise/limits"
import { heldSupervised, isAlive, started } from "./supervised"

const { silentAfter, hungAfter, pingEvery } = defaultLimits

describe("An engine process that gives no sign of life", () => {
  it("is told as silent, and ended after a deadline, when it never comes back from a computation", async () => {
    const { supervisor, pass } = heldSupervised("endless-loop.mjs")
    const { ended, updates, until } = started(supervisor, "any")
    const { pid } = (await until(({ steps }) => steps[0]?.note === "into the loop")).run
    pass(silentAfter + pingEvery)
    expect(updates.at(-1)!.run).toMatchObject({ state: "running", silentFor: expect.any(Number) })
    pass(hungAfter)
    const run = await ended
    expect(run).toMatchObject({
      state: "crashed",
      exitCode: 1,
      silentFor: null,
      problems: [{ code: "engine.hung", seen: "silent for 600 seconds" }],
    })
    expect(isAlive(pid!)).toBe(false)
  })

  it("is told as silent while its process is stopped, and no longer when it goes on", async () => {
    const { supervisor, pass } = heldSupervised("obedient.mjs")
    const { until, updates } = started(supervisor, "hold")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    process.kill(pid!, "SIGSTOP")
    pass(silentAfter + pingEvery)
    expect(updates.at(-1)!.run.silentFor).toBeGreaterThanOrEqual(silentAfter / 1000)
    process.kill(pid!, "SIGCONT")
    await until((update) => update === updates.at(-1) && update.run.silentFor === null)
    expect(updates.at(-1)!.run.state).toBe("running")
  })

  it("is ended though its process is stopped", async () => {
    const { supervisor, pass } = heldSupervised("obedient.mjs")
    const { ended, until } = started(supervisor, "hold")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    process.kill(pid!, "SIGSTOP")
    pass(hungAfter + pingEvery)
    expect(await ended).toMatchObject({ state: "crashed", problems: [{ code: "engine.hung" }] })
    expect(isAlive(pid!)).toBe(false)
  })
})
