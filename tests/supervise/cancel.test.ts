import { describe, expect, it } from "vitest"
import { defaultLimits } from "#main/supervise/limits"
import { codesOf, heldSupervised, isAlive, request, root, started, supervised, valueOf } from "./supervised"

describe("Cancelling a run", () => {
  it("asks the engine, which closes the run itself, and is answered when its process is gone", async () => {
    const { supervisor } = heldSupervised("obedient.mjs")
    const { run, until } = started(supervisor, "hold")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    const cancelled = valueOf(await supervisor.runs.cancel(root, run.runId))
    expect(isAlive(pid!)).toBe(false)
    expect(cancelled).toMatchObject({ state: "cancelled", exitCode: 130, pid: null })
    expect(cancelled.problems).toMatchObject([{ code: "cancelled", what: "The run was cancelled." }])
  })

  it("kills an engine that does not follow, and says that the run can be taken up again", async () => {
    const { supervisor, pass } = heldSupervised("deaf.mjs")
    const { run, until, updates } = started(supervisor, "any")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    const answered = supervisor.runs.cancel(root, run.runId)
    pass(defaultLimits.endWithin - 1)
    expect(updates.at(-1)!.run.state).toBe("cancelling")
    pass(1)
    const cancelled = valueOf(await answered)
    expect(isAlive(pid!)).toBe(false)
    expect(cancelled).toMatchObject({ state: "cancelled", exitCode: 130, problems: [{ code: "cancelled" }] })
    expect(cancelled.problems[0]!.remedy).toContain("take the run up again")
    expect(updates.at(-1)!.steps).toMatchObject([{ state: "cancelled", done: 0.3 }])
  })

  it("ends a process that was stopped", async () => {
    const { supervisor, pass } = heldSupervised("obedient.mjs")
    const { run, until } = started(supervisor, "hold")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    process.kill(pid!, "SIGSTOP")
    const answered = supervisor.runs.cancel(root, run.runId)
    pass(defaultLimits.endWithin)
    expect(valueOf(await answered).state).toBe("cancelled")
    expect(isAlive(pid!)).toBe(false)
  })

  it("takes a run out of the queue at once, without a process", async () => {
    const { supervisor, starts } = supervised("obedient.mjs", { parallelRuns: 1 })
    const running = started(supervisor, "hold")
    const waiting = started(supervisor, "hold")
    expect(valueOf(await supervisor.runs.cancel(root, waiting.run.runId))).toMatchObject({
      state: "cancelled",
      started: null,
    })
    const next = started(supervisor, "quick")
    await supervisor.runs.cancel(root, running.run.runId)
    expect((await next.ended).state).toBe("succeeded")
    expect(waiting.updates.every(({ run }) => run.pid === null)).toBe(true)
    expect(starts).toHaveLength(2)
  })

  it("leaves a run that has ended as it is", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { run, ended } = started(supervisor, "quick")
    await ended
    expect(valueOf(await supervisor.runs.cancel(root, run.runId)).state).toBe("succeeded")
    expect(supervisor.runs.list()).toMatchObject([{ state: "succeeded" }])
  })
})

describe("Closing the supervisor", () => {
  it("ends every engine, running or waiting or resident, and starts none after it", async () => {
    const { supervisor } = supervised("obedient.mjs", { parallelRuns: 1 })
    const running = started(supervisor, "hold")
    const waiting = started(supervisor, "hold")
    const { pid } = (await running.until(({ steps }) => steps.length > 0)).run
    const asked = valueOf(await supervisor.query.ask(root, "profiles.list", { root }))
    const resident = (asked as unknown as { pid: number }).pid
    await supervisor.close()
    expect([pid!, resident].map(isAlive)).toEqual([false, false])
    expect((await running.ended).state).toBe("cancelled")
    expect((await waiting.ended).state).toBe("cancelled")
    expect(codesOf(supervisor.runs.start(request("quick"), null))).toEqual(["cancelled"])
    expect(codesOf(await supervisor.query.ask(root, "profiles.list", { root }))).toEqual(["cancelled"])
  })
})
