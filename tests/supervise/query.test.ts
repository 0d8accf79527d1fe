import { describe, expect, it } from "vitest"
import type { Result } from "#shared/problem/result"
import { defaultLimits } from "#main/supervise/limits"
import type { Supervisor } from "#main/supervise/supervisor"
import { codesOf, gone, heldSupervised, isAlive, root, supervised, valueOf } from "./supervised"

const { supersededWithin, hungAfter, pingEvery, queryIdleAfter } = defaultLimits

/** The workers answer a list of profiles with the number of their process. */
async function pidOf(supervisor: Supervisor, of = root): Promise<number> {
  const answer: Result<unknown> = await supervisor.query.ask(of, "profiles.list", { root: of })
  return (valueOf(answer) as { pid: number }).pid
}

const report = { root, runId: "r" }

describe("A query engine", () => {
  it("stays from question to question, one process for each workspace", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const first = await pidOf(supervisor)
    expect(await pidOf(supervisor)).toBe(first)
    expect(await pidOf(supervisor, "/another")).not.toBe(first)
    expect(isAlive(first)).toBe(true)
  })

  it("is started ahead of its first question, once", async () => {
    const { supervisor, starts } = supervised("obedient.mjs")
    supervisor.query.warm(root)
    supervisor.query.warm(root)
    await pidOf(supervisor)
    expect(starts.map(({ role }) => role)).toEqual(["query"])
  })

  it("ends when its workspace is closed, and is there again when it is asked again", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const first = await pidOf(supervisor)
    await supervisor.query.release(root)
    expect(isAlive(first)).toBe(false)
    expect(await pidOf(supervisor)).not.toBe(first)
  })

  it("ends when nothing was asked for long, but not while a question is open", async () => {
    const { supervisor, pass } = heldSupervised("deaf.mjs", { hungAfter: Infinity })
    const open = supervisor.query.ask(root, "profiles.list", { root })
    const pid = Number(valueOf(await supervisor.query.ask(root, "report.markdown", report)).markdown)
    pass(10 * queryIdleAfter!)
    expect(isAlive(pid)).toBe(true)
    await supervisor.query.release(root)
    expect(codesOf(await open)).toEqual(["cancelled"])

    const idle = Number(valueOf(await supervisor.query.ask(root, "report.markdown", report)).markdown)
    pass(queryIdleAfter! - 1)
    expect(isAlive(idle)).toBe(true)
    pass(1)
    await gone(idle)
  })
})

describe("A newer question", () => {
  it("takes the place of an older one of the same name by the same asker, at once", async () => {
    const { supervisor } = supervised("deaf.mjs")
    const ask = (asker: string) => supervisor.query.ask(root, "profiles.list", { root }, { asker })
    const older = ask("left")
    const settled: string[] = []
    void ask("right").then(() => settled.push("right"))
    void ask("left").then(() => settled.push("left"))
    expect(codesOf(await older)).toEqual(["engine.superseded"])
    await supervisor.query.ask(root, "report.markdown", report)
    expect(settled).toEqual([])
  })

  it("is answered by a new process when the old one stays inside what nobody waits for", async () => {
    const { supervisor, pass, starts } = heldSupervised("endless-loop.mjs")
    const first = await pidOf(supervisor)
    const leaving = new AbortController()
    const stuck = supervisor.query.ask(root, "report.markdown", report, { signal: leaving.signal })
    leaving.abort()
    expect(codesOf(await stuck)).toEqual(["cancelled"])
    const waiting = pidOf(supervisor)
    pass(supersededWithin - 1)
    expect(starts).toHaveLength(1)
    pass(1)
    expect(await waiting).not.toBe(first)
    await gone(first)
    expect(starts).toHaveLength(2)
  })

  it("leaves the process alone while it is inside of what somebody waits for", async () => {
    const { supervisor, pass, starts } = heldSupervised("deaf.mjs")
    const list = supervisor.query.ask(root, "profiles.list", { root })
    const leaving = new AbortController()
    void supervisor.query.ask(root, "runs.list", { root }, { signal: leaving.signal })
    leaving.abort()
    void supervisor.query.ask(root, "profiles.atomic", { root })
    pass(supersededWithin * 10)
    expect(starts).toHaveLength(1)
    await supervisor.query.release(root)
    expect(codesOf(await list)).toEqual(["cancelled"])
  })

  it("leaves the process alone when nobody waits for anything", async () => {
    const { supervisor, pass, starts } = heldSupervised("endless-loop.mjs")
    const leaving = new AbortController()
    void supervisor.query.ask(root, "report.markdown", report, { signal: leaving.signal })
    leaving.abort()
    pass(supersededWithin * 10)
    void supervisor.query.ask(root, "profiles.list", { root })
    expect(starts).toHaveLength(1)
  })
})

describe("A question", () => {
  it("that was taken back before it was asked starts nothing", async () => {
    const { supervisor, starts } = supervised("obedient.mjs")
    const signal = AbortSignal.abort()
    expect(codesOf(await supervisor.query.ask(root, "profiles.list", { root }, { signal }))).toEqual([
      "cancelled",
    ])
    expect(starts).toEqual([])
  })

  it("is answered by the crash of its engine, like all that are open; the next one has a new process", async () => {
    const { supervisor } = supervised("abort.mjs")
    const first = await pidOf(supervisor)
    const open = await Promise.all([
      supervisor.query.ask(root, "runs.list", { root }),
      supervisor.query.ask(root, "report.markdown", report),
    ])
    expect(open.map(codesOf)).toEqual([["engine.crashed"], ["engine.crashed"]])
    expect(open[0]).toMatchObject({ problems: [{ seen: expect.stringContaining("signal SIGABRT") }] })
    expect(await pidOf(supervisor)).not.toBe(first)
  })

  it("is told when the engine's memory ran out", async () => {
    const { supervisor } = supervised("out-of-memory.mjs", { queryMemoryMegabytes: 32 })
    const answer = await supervisor.query.ask(root, "profiles.list", { root })
    expect(codesOf(answer)).toEqual(["engine.outOfMemory"])
  })

  it("is told when the engine can't start", async () => {
    const { supervisor } = supervised("crash-at-once.mjs")
    const answer = await supervisor.query.ask(root, "profiles.list", { root })
    expect(answer).toMatchObject({
      problems: [{ code: "engine.crashed", seen: expect.stringContaining("exit code 7") }],
    })
  })

  it("is given up when the engine gives no sign of life for long", async () => {
    const { supervisor, pass } = heldSupervised("endless-loop.mjs")
    const first = await pidOf(supervisor)
    const stuck = supervisor.query.ask(root, "report.markdown", report)
    pass(hungAfter + pingEvery)
    expect(codesOf(await stuck)).toEqual(["engine.hung"])
    await gone(first)
    expect(await pidOf(supervisor)).not.toBe(first)
  })
})
