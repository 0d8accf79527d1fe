import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Ambush, layAmbush } from "./ambush"
import { nestfolioJson } from "./nestfolio"

let ws: Ambush

beforeAll(async () => {
  ws = await layAmbush()
}, 120_000)

afterAll(() => ws.remove())

const runStruck = (id: string, at: string, signal: "SIGKILL" | "SIGINT") => ws.strike(id, "hrp", at, signal)

async function stateOf(id: string): Promise<string> {
  const { data } = await nestfolioJson(["runs", "--workspace", ws.root])
  return data.find((run: { run_id: string }) => run.run_id === id).state
}

describe("kill -9", () => {
  it.each([
    { stage: "resolve", at: "resolve  m ..." },
    { stage: "meta.returns", at: "meta.returns  hrp  m ..." },
    { stage: "a nested meta.optimize", at: "meta.optimize  hrp  child ..." },
    { stage: "meta.optimize", at: "meta.optimize  hrp  m ..." },
    { stage: "meta.flatten", at: "meta.flatten  hrp  m ..." },
    { stage: "meta.report", at: "meta.report  m ..." },
  ])("in $stage leaves a run that is shown as crashed, and the next run works", async ({ stage, at }) => {
    const id = stage.replace(/\W/g, "_")
    expect(await runStruck(id, at, "SIGKILL")).toMatchObject({ signal: "SIGKILL" })
    expect(await stateOf(id)).toBe("crashed")

    const verified = await nestfolioJson(["verify", id, "--workspace", ws.root])
    expect(verified.code).toBe(6)
    expect(verified.data.problems.map((one: { code: string }) => one.code)).toContain("ledger.unclosed")

    const next = await nestfolioJson(["run", "m", "--risk-profiles", "hrp", "--workspace", ws.root])
    expect(next.code).toBe(0)
    expect((await nestfolioJson(["verify", next.data.run_id, "--workspace", ws.root])).code).toBe(0)
  })

  it("leaves no half-written file under an artifact's name", async () => {
    await runStruck("half", "meta.flatten  hrp  m ...", "SIGKILL")
    const { data } = await nestfolioJson(["show", "half", "--workspace", ws.root])
    const listed = data.artifacts.map((artifact: { path: string }) => artifact.path)
    const runPath = join(ws.root, "data/artifacts/summaries/runs/half")
    const there = readdirSync(join(runPath, "data")).map((name) => `data/${name}`)
    expect(there.length).toBeGreaterThan(3)
    expect(there.filter((path) => !listed.includes(path))).toEqual([])
  })
})

describe("Ctrl-C", () => {
  it("cancels the run, says so and ends with 130", async () => {
    const ended = await runStruck("cancelled", "meta.returns  hrp  m ...", "SIGINT")
    expect(ended.code).toBe(130)
    expect(ended.stderr).toContain("[cancelled]")
    expect(await stateOf("cancelled")).toBe("cancelled")
  })
})
