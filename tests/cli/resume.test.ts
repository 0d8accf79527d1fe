import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { artifactsOf } from "../flow/same-artifacts"
import { type Ambush, layAmbush } from "./ambush"
import { nestfolio, nestfolioJson } from "./nestfolio"

let ws: Ambush

beforeAll(async () => {
  ws = await layAmbush()
}, 120_000)

afterAll(() => ws.remove())

const risks = "hrp,min_variance"
const at = () => ["--workspace", ws.root]
const pathOf = (id: string) => join(ws.root, "data/artifacts/summaries/runs", id)
const runM = (id: string) => nestfolio(["run", "m", "--risk-profiles", risks, "--run-id", id, ...at()])

describe("nestfolio resume", () => {
  it.each([
    { stage: "resolve", line: "resolve  m ..." },
    { stage: "a nested meta.returns", line: "meta.returns  min_variance  child ..." },
    { stage: "meta.optimize", line: "meta.optimize  hrp  m ..." },
    { stage: "meta.flatten", line: "meta.flatten  min_variance  m ..." },
    { stage: "meta.report", line: "meta.report  m ..." },
  ])("after kill -9 in $stage ends as if nothing had been", async ({ stage, line }) => {
    const id = stage.replace(/\W/g, "_")
    expect(await ws.strike(id, risks, line)).toMatchObject({ signal: "SIGKILL" })
    const resumed = await nestfolioJson(["resume", id, ...at()])
    const whole = await nestfolioJson([
      "run",
      "m",
      "--risk-profiles",
      risks,
      "--run-id",
      `whole_${id}`,
      ...at(),
    ])
    expect(resumed.code).toBe(0)
    expect({ ...resumed.data, run_id: "", run_dir: "" }).toEqual({ ...whole.data, run_id: "", run_dir: "" })

    expect((await nestfolio(["verify", id, ...at()])).code).toBe(0)
    expect(artifactsOf(pathOf(id))).toEqual(artifactsOf(pathOf(`whole_${id}`)))
    expect((await nestfolio(["replay", id, ...at()])).code).toBe(0)
  })

  it("refuses a run that succeeded", async () => {
    await runM("done")
    const ended = await nestfolio(["resume", "done", ...at()])
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain("[run.notResumable]")
  })
})

describe("nestfolio replay", () => {
  it("says how much was recomputed from how much, and leaves the run verifiable", async () => {
    await runM("good")
    const ended = await nestfolioJson(["replay", "good", ...at()])
    expect(ended).toMatchObject({
      code: 0,
      data: { replayed: true, recomputed: true, compared: 34, environment: [], problems: [] },
    })
    expect((await nestfolio(["verify", "good", ...at()])).code).toBe(0)
  })

  it("ends with 6 and names the first difference", async () => {
    await runM("bad")
    const file = join(pathOf("bad"), "data/portfolio_optimized_meta_m_hrp.json")
    writeFileSync(file, readFileSync(file, "utf8").replace('"Direction": "LONG"', '"Direction": "SHORT"'))
    const ended = await nestfolio(["replay", "bad", ...at()])
    expect(ended.code).toBe(6)
    expect(ended.stdout).toContain("DIFFERENT: 34 artifacts recomputed")
    expect(ended.stderr).toMatch(
      /where {3}data\/portfolio_optimized_meta_m_hrp\.json\n {2}seen {4}weights\[\d\]\.Direction: "SHORT", replayed "LONG"/,
    )
  })
})
