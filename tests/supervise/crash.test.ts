import { describe, expect, it } from "vitest"
import { isAlive, started, supervised } from "./supervised"

describe("An engine process that ends by itself", () => {
  it("is a crashed run with the exit code and the last lines as they were", async () => {
    const { supervisor } = supervised("crash-at-once.mjs")
    const run = await started(supervisor, "any").ended
    expect(run).toMatchObject({ state: "crashed", exitCode: 1, problems: [{ code: "engine.crashed" }] })
    const lines = run.problems[0]!.seen.split("\n")
    expect(lines[0]).toBe("exit code 7")
    expect(lines.slice(1).toSorted()).toEqual(
      ["reading the settings", "cannot read:", "  'é' at line 3", "last words"].toSorted(),
    )
  })

  it("tells the signal of one that aborts, and ends the steps it left open", async () => {
    const { supervisor } = supervised("abort.mjs")
    const { ended, updates } = started(supervisor, "any")
    const run = await ended
    expect(run.state).toBe("crashed")
    expect(run.problems[0]!.seen).toContain("signal SIGABRT")
    expect(updates.at(-1)!.steps).toMatchObject([{ state: "crashed", done: 0.25, note: "before the end" }])
  })

  it("says what a signal from outside may mean", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { ended, until } = started(supervisor, "hold")
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    process.kill(pid!, "SIGKILL")
    const run = await ended
    expect(run).toMatchObject({
      state: "crashed",
      problems: [{ code: "engine.crashed", seen: "signal SIGKILL" }],
    })
    expect(run.problems[0]!.remedy).toContain("something outside of the program ended it")
  })

  it("knows that the memory ran out, though V8's own stack comes after its complaint", async () => {
    const { supervisor } = supervised("out-of-memory.mjs", { runMemoryMegabytes: 32 })
    const run = await started(supervisor, "any").ended
    expect(run).toMatchObject({ state: "crashed", problems: [{ code: "engine.outOfMemory" }] })
    expect(run.problems[0]!.what).toContain("32 MB")
  })

  it("is told as well when there is no worker to start", async () => {
    const { supervisor } = supervised("not-there.mjs")
    const run = await started(supervisor, "any").ended
    expect(run).toMatchObject({ state: "crashed", problems: [{ code: "engine.crashed" }] })
    expect(run.problems[0]!.seen).toContain("Cannot find module")
  })

  it("lets the next run begin", async () => {
    const { supervisor } = supervised("crash-at-once.mjs", { parallelRuns: 1 })
    const [first, second] = [started(supervisor, "any"), started(supervisor, "any")]
    expect((await first.ended).state).toBe("crashed")
    expect((await second.ended).state).toBe("crashed")
  })
})

describe("An engine process that makes no sense", () => {
  it("is listened to for what it says rightly", async () => {
    const { supervisor } = supervised("malformed.mjs")
    const { ended, updates } = started(supervisor, "any")
    expect(await ended).toMatchObject({ state: "succeeded", problems: [] })
    expect(updates.flatMap(({ steps }) => steps.map(({ note }) => note))).toEqual(["the only true one"])
  })

  it("is a crash when its answer is none", async () => {
    const { supervisor } = supervised("senseless-answer.mjs")
    expect(await started(supervisor, "any").ended).toMatchObject({
      state: "crashed",
      problems: [{ code: "engine.crashed", seen: "an answer of another shape than agreed" }],
    })
  })

  it("is ended when it hangs up and stays", async () => {
    const { supervisor } = supervised("hangs-up.mjs")
    const { ended, until } = started(supervisor, "any")
    const { pid } = (await until(({ run }) => run.pid !== null)).run
    expect(await ended).toMatchObject({ state: "crashed", problems: [{ code: "engine.crashed" }] })
    expect(isAlive(pid!)).toBe(false)
  })

  it("is believed and then ended when it answers and does not go", async () => {
    const { supervisor } = supervised("lingering.mjs", { endWithin: 100 })
    const { ended, until } = started(supervisor, "any")
    const { pid } = (await until(({ run }) => run.pid !== null)).run
    expect(await ended).toMatchObject({ state: "succeeded", problems: [] })
    expect(isAlive(pid!)).toBe(false)
  })
})
