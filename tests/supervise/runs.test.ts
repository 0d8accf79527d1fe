import { describe, expect, it } from "vitest"
import { codesOf, isAlive, request, root, started, supervised, valueOf, watching } from "./supervised"

describe("A supervised run", () => {
  it("waits, runs in a process of its own, and ends when that process is gone", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { run, ended, updates, until } = started(supervisor, "quick")
    expect(run).toMatchObject({ runId: "quick-1", root, profile: "quick", kind: "run", exitCode: null })
    const { pid } = (await until((update) => update.run.pid !== null)).run
    const last = await ended
    expect(last).toMatchObject({ state: "succeeded", exitCode: 0, problems: [], pid: null, silentFor: null })
    expect(last.started! <= last.ended!).toBe(true)
    expect(isAlive(pid!)).toBe(false)
    expect(updates.at(-1)!.run).toEqual(last)
  })

  it("tells the newest state of each step, and when it was first and last heard of", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { updates, ended } = started(supervisor, "quick")
    await ended
    const steps = updates.flatMap((update) => update.steps)
    expect(steps.map(({ stage, node, risk }) => [stage, node, risk])).toContainEqual([
      "meta.returns",
      "core",
      "hrp",
    ])
    const last = steps.at(-1)!
    expect(last).toMatchObject({ state: "succeeded", done: 1, note: "whole" })
    expect(last.started <= last.changed).toBe(true)
  })

  it("is told in full to a watcher that comes when it is over", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { run, ended } = started(supervisor, "quick")
    const last = await ended
    const late = watching(supervisor, run)
    expect(await late.ended).toEqual(last)
    expect(late.updates).toHaveLength(1)
    expect(late.updates[0]).toMatchObject({ run: last, steps: [{ note: "whole", state: "succeeded" }] })
  })

  it("has several watchers; one that leaves takes nothing from the others", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const first = started(supervisor, "hold")
    const leaving = new AbortController()
    const left = supervisor.runs.watch(root, first.run.runId, () => {}, leaving.signal)
    const second = watching(supervisor, first.run)
    await Promise.all([first, second].map(({ until }) => until(({ steps }) => steps.length > 0)))
    leaving.abort()
    expect(codesOf(await left)).toEqual(["cancelled"])
    await supervisor.runs.cancel(root, first.run.runId)
    expect((await first.ended).state).toBe("cancelled")
    expect((await second.ended).state).toBe("cancelled")
  })

  it("is started once however often the same request comes", () => {
    const { supervisor } = supervised("obedient.mjs")
    const asked = request("hold")
    const first = valueOf(supervisor.runs.start(asked, null))
    expect(valueOf(supervisor.runs.start(asked, null)).runId).toBe(first.runId)
    expect(supervisor.runs.list()).toHaveLength(1)
  })

  it("can't be watched or cancelled when it was never started here", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const { signal } = new AbortController()
    expect(codesOf(await supervisor.runs.watch(root, "other", () => {}, signal))).toEqual(["run.missing"])
    expect(codesOf(await supervisor.runs.cancel(root, "other"))).toEqual(["run.missing"])
  })
})

describe("The queue of runs", () => {
  it("lets as many run at once as its limit says, the next when one has ended", async () => {
    const { supervisor } = supervised("obedient.mjs", { parallelRuns: 2 })
    const [first, second, third] = [1, 2, 3].map(() => started(supervisor, "hold"))
    await Promise.all([first!, second!].map(({ until }) => until(({ steps }) => steps.length > 0)))
    expect(supervisor.runs.list().map(({ state }) => state)).toEqual(["queued", "running", "running"])
    expect(third!.updates.map(({ run }) => run.state)).toEqual(["queued"])
    await supervisor.runs.cancel(root, first!.run.runId)
    await third!.until(({ run }) => run.state === "running")
    expect(supervisor.runs.list().map(({ state }) => state)).toEqual(["running", "running", "cancelled"])
  })

  it("tells those who watch all runs of each change of state, the newest run first", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const leaving = new AbortController()
    const seen: string[][] = []
    const all = supervisor.runs.watchAll(
      (runs) => seen.push(runs.map(({ runId, state }) => `${runId} ${state}`)),
      leaving.signal,
    )
    expect(seen).toEqual([[]])
    await started(supervisor, "quick").ended
    await started(supervisor, "quick").ended
    await expect.poll(() => seen.at(-1)).toEqual(["quick-2 succeeded", "quick-1 succeeded"])
    expect(seen).toContainEqual(["quick-1 running"])
    leaving.abort()
    await all
  })

  it("remembers no more ended runs than its limit says", async () => {
    const { supervisor } = supervised("obedient.mjs", { keptRuns: 2 })
    for (let count = 0; count < 4; count++) await started(supervisor, "quick").ended
    expect(supervisor.runs.list().map(({ runId }) => runId)).toEqual(["quick-4", "quick-3"])
  })

  it("takes a run up again only when it has ended", async () => {
    const { supervisor } = supervised("obedient.mjs")
    const first = started(supervisor, "hold")
    const again = { root, runId: first.run.runId, profile: "hold" }
    expect(codesOf(supervisor.runs.resume(again, null))).toEqual(["run.locked"])
    await supervisor.runs.cancel(root, again.runId)
    expect(valueOf(supervisor.runs.resume(again, null)).kind).toBe("resume")
    expect((await watching(supervisor, first.run).ended).state).toBe("succeeded")
    expect(supervisor.runs.list()).toHaveLength(1)
  })
})
