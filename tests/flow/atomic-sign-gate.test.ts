import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { ResolvedRun } from "#shared/model/resolved"
import type { SignTest } from "#shared/model/sign-test"
import type { RunId } from "#shared/quantity/run-id"
import { currentProcess } from "#engine/artifacts/process-identity"
import { replayRun } from "#engine/orchestration/replay/replay"
import { resumeMeta } from "#engine/orchestration/resume"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta, tickingClock } from "./run-meta"

let ws: WrittenWorkspace
afterEach(() => ws.remove())

const FLAG = "feat_directional_sign_test_gate_atomic"
const TEST = "data/directional_sign_test.json"

/** Three sleeves, one of them nested; the profile of `gated` has the gate of its own, and `wrong` is not what it says. */
function three(wrong: "gated" | "free") {
  const off = (name: "gated" | "free") =>
    wrong === name ? { tamperAtom: { atom: "X:SHARED_trend_LONG", by: 0.25 } } : {}
  return workspace()
    .sleeve("gated", everyDay(90), off("gated"))
    .sleeve("free", everyDay(90), off("free"))
    .sleeve("short", everyDay(90), { direction: "short" })
    .meta("inner", ["gated", "short"])
    .meta("m", ["inner", "free"])
    .manifest(({ profiles }) => Object.assign(profiles["gated"] as object, { features: { [FLAG]: true } }))
}

async function replayed(runDir: string | null) {
  return replayRun({
    runPath: join(ws.root, runDir!),
    clock: () => "2040-01-01T00:00:00.000Z",
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
  })
}

const sleevesTested = ({ tested }: SignTest) => tested.map(({ sleeve }) => sleeve)

describe("the sign gate of an atomic profile", () => {
  it("stops a meta run over that sleeve's errors, wherever it is nested", async () => {
    ws = await three("gated").write()
    const outcome = await runMeta(ws.root, "m", ["hrp"])
    expect(outcome).toMatchObject({
      state: "aborted_by_guardrail",
      exitCode: 4,
      problems: [{ code: "guardrail.signTest", where: "gated_run X:SHARED_trend_LONG" }],
    })
    expect(sleevesTested(readJson(ws.root, outcome, TEST))).toEqual(["inner/gated"])
    expect(await replayed(outcome.runDir)).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("says nothing of sleeves that have none", async () => {
    ws = await three("free").write()
    const outcome = await runMeta(ws.root, "m", ["hrp"])
    expect(outcome.exitCode).toBe(0)
    expect(readJson<SignTest>(ws.root, outcome, TEST)).toMatchObject({
      errors: 0,
      tested: [{ run_id: "gated_run" }],
    })
    const { root } = readJson<ResolvedRun>(ws.root, outcome, "config/meta_resolved.json")
    expect(root.sleeves[1]).not.toHaveProperty("signGate")
    expect(await replayed(outcome.runDir)).toMatchObject({ ok: true, value: { findings: [] } })
  })

  it("is that of every sleeve where the root has it", async () => {
    ws = await three("free").write()
    const command = { [`features.${FLAG}`]: "true" }
    const outcome = await runMeta(ws.root, "m", ["hrp"], { layers: { ...noLayers, command } })
    expect(outcome.exitCode).toBe(4)
    expect(sleevesTested(readJson(ws.root, outcome, TEST))).toEqual(["inner/gated", "inner/short", "m/free"])
  })

  it.each([FLAG, "feat_directional_sign_test_gate"])(
    "is that of the sleeves below a nested meta profile that has %s",
    async (flag) => {
      const nested = (wrong: "gated" | "free") =>
        three(wrong).manifest(({ profiles }) => {
          Object.assign(profiles["gated"] as object, { features: {} })
          Object.assign(profiles["inner"] as object, { features: { [flag]: true } })
        })
      ws = await nested("gated").write()
      const stopped = await runMeta(ws.root, "m", ["hrp"])
      expect(stopped).toMatchObject({ exitCode: 4, problems: [{ code: "guardrail.signTest" }] })
      expect(sleevesTested(readJson(ws.root, stopped, TEST))).toEqual(["inner/gated", "inner/short"])
      expect(await replayed(stopped.runDir)).toMatchObject({ ok: true, value: { findings: [] } })
      ws.remove()
      ws = await nested("free").write()
      expect((await runMeta(ws.root, "m", ["hrp"])).exitCode).toBe(0)
    },
  )

  it("comes from the manifest's defaults too, and is not asked without it", async () => {
    ws = await three("free")
      .manifest((manifest) => Object.assign(manifest, { defaults: { features: { [FLAG]: true } } }))
      .write()
    expect((await runMeta(ws.root, "m", ["hrp"])).exitCode).toBe(4)
    ws.remove()
    ws = await three("gated")
      .manifest(({ profiles }) => Object.assign(profiles["gated"] as object, { features: { [FLAG]: false } }))
      .write()
    const ungated = await runMeta(ws.root, "m", ["hrp"])
    expect(ungated.exitCode).toBe(0)
    expect(existsSync(join(ws.root, ungated.runDir!, TEST))).toBe(false)
  })

  it("is asked again by a run that is taken up again, though the manifest has changed since", async () => {
    const builder = three("gated")
    ws = await builder.write()
    const stop = new AbortController()
    const signal = stop.signal
    const { runDir } = await runMeta(ws.root, "m", ["hrp"], {
      runId: "r",
      signal,
      onProgress: () => stop.abort(),
    })
    rmSync(join(ws.root, runDir!, TEST), { force: true })
    rmSync(join(ws.root, "configs/manifest.json"))
    const opened = openWorkspace(ws.root)
    if (!opened.ok) throw new Error("no workspace")
    const resumed = await resumeMeta({
      workspace: opened.value,
      runId: "r",
      layers: noLayers,
      clock: tickingClock(),
      newRunId: () => "unused" as RunId,
      process: currentProcess(),
      programVersion: "0.0.0-test",
      onProgress: () => {},
      signal: new AbortController().signal,
    })
    expect(resumed).toMatchObject({ state: "aborted_by_guardrail", exitCode: 4 })
    expect(sleevesTested(readJson(ws.root, resumed, TEST))).toEqual(["inner/gated"])
  })
})
