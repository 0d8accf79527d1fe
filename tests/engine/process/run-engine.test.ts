import { copyFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { isComplete } from "#shared/model/run"
import { isAlive, request, valueOf, watching } from "../../supervise/supervised"
import { engineBundle } from "./engine-bundle"
import { findingsOf, long, realEngine, stateOnDisk } from "./real-engine"

beforeAll(engineBundle, 120_000)

const variable = "TV_META_ALLOCATION__MIN_WEIGHT"
afterEach(() => {
  delete process.env[variable]
})

describe("A run engine", () => {
  it("executes a run as the command line does, and tells its stages", async () => {
    const { supervisor, start, placeOf } = await realEngine()
    const { run, ended, updates } = start()
    const last = await ended
    expect(last).toMatchObject({ exitCode: 0, problems: [] })
    expect(isComplete(last.state)).toBe(true)
    expect(stateOnDisk(placeOf(run.runId))).toBe(last.state)
    expect(findingsOf(placeOf(run.runId))).toEqual([])
    // A log beside it is no part of what is checked.
    writeFileSync(join(placeOf(run.runId), "logs", "engine.log"), "printed\n")
    expect(findingsOf(placeOf(run.runId))).toEqual([])
    const steps = watching(supervisor, run).updates.flatMap((update) => update.steps)
    expect(steps.map(({ stage, done }) => [stage, done])).toContainEqual(["meta.report", 1])
    const stages = new Set(updates.flatMap(({ steps }) => steps.map(({ stage }) => stage)))
    expect([...stages]).toEqual(
      expect.arrayContaining(["meta.returns", "meta.optimize", "meta.flatten", "meta.report"]),
    )
  })

  it("reads another manifest where it is told to", async () => {
    const { root, start } = await realEngine()
    const manifest = join(root, "configs", "other.json")
    copyFileSync(join(root, "configs", "manifest.json"), manifest)
    writeFileSync(join(root, "configs", "manifest.json"), "{")
    expect((await start({}, manifest).ended).exitCode).toBe(0)
    expect(await start().ended).toMatchObject({ state: "failed", problems: [{ code: "manifest.syntax" }] })
  })

  it("takes settings from the form", async () => {
    const { start } = await realEngine()
    const { problems } = await start({ parameters: { min_weight: "much" } }).ended
    expect(problems).toMatchObject([{ code: "settings.value", where: expect.stringContaining("command") }])
  })

  it("takes settings from the workspace's .env", async () => {
    const { root, start } = await realEngine()
    writeFileSync(join(root, ".env"), `${variable}=much\n`)
    const { problems } = await start().ended
    expect(problems).toMatchObject([{ code: "settings.value", where: expect.stringContaining(".env") }])
  })

  it("takes settings from the program's environment", async () => {
    process.env[variable] = "much"
    const { start } = await realEngine()
    const { problems } = await start().ended
    expect(problems).toMatchObject([
      { code: "settings.value", where: expect.stringContaining("environment") },
    ])
  })

  it("refuses a risk profile that there is not, before it makes a run", async () => {
    const { start, placeOf } = await realEngine()
    const { run, ended } = start({ riskProfiles: ["hrp", "hpr"] })
    expect(await ended).toMatchObject({
      state: "failed",
      exitCode: 2,
      problems: [{ code: "usage.argument" }],
    })
    expect(() => stateOnDisk(placeOf(run.runId))).toThrow("run.json")
  })

  it("closes its run as cancelled when it is asked to, and can take it up again", async () => {
    const { root, supervisor, start, placeOf } = await realEngine()
    const { run, until } = start(long)
    await until(({ steps }) => steps.length > 0)
    const cancelled = valueOf(await supervisor.runs.cancel(root, run.runId))
    expect(cancelled).toMatchObject({ state: "cancelled", exitCode: 130 })
    expect(stateOnDisk(placeOf(run.runId))).toBe("cancelled")
    expect(findingsOf(placeOf(run.runId))).toEqual([])

    const again = valueOf(supervisor.runs.resume({ root, runId: run.runId, profile: "m" }, null))
    expect(again.kind).toBe("resume")
    expect(await watching(supervisor, run).ended).toMatchObject({ exitCode: 0, problems: [] })
    expect(findingsOf(placeOf(run.runId))).toEqual([])
  })

  it("leaves a run that reads as crashed when it is killed, and can take it up again", async () => {
    const { root, supervisor, start, placeOf } = await realEngine()
    const { run, until, ended } = start(long)
    const { pid } = (await until(({ steps }) => steps.length > 0)).run
    process.kill(pid!, "SIGKILL")
    expect(await ended).toMatchObject({ state: "crashed", problems: [{ code: "engine.crashed" }] })
    expect(stateOnDisk(placeOf(run.runId))).toBe("crashed")

    valueOf(supervisor.runs.resume({ root, runId: run.runId, profile: "m" }, null))
    expect(await watching(supervisor, run).ended).toMatchObject({ exitCode: 0, problems: [] })
    expect(findingsOf(placeOf(run.runId))).toEqual([])
  })

  it("is one of several that run at once", async () => {
    const { root, supervisor, start } = await realEngine()
    const runs = [start(long), start(long)]
    const pids = await Promise.all(
      runs.map(async ({ until }) => (await until(({ run }) => run.pid !== null)).run.pid!),
    )
    expect(new Set(pids).size).toBe(2)
    expect(pids.every(isAlive)).toBe(true)
    const ended = await Promise.all(runs.map(({ run }) => supervisor.runs.cancel(root, run.runId)))
    expect(ended.map((each) => valueOf(each).state)).toEqual(["cancelled", "cancelled"])
    expect(pids.some(isAlive)).toBe(false)
  })

  it("tells that there is no workspace", async () => {
    const { supervisor } = await realEngine()
    const run = valueOf(supervisor.runs.start(request("m", { root: "/no/such/folder" }), null))
    expect(await watching(supervisor, run).ended).toMatchObject({
      state: "failed",
      exitCode: 3,
      problems: [{ code: "workspace.missing" }],
    })
  })
})
