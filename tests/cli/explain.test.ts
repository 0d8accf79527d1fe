import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { explainFigure } from "#main/desk/explain/explain"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace
const at = () => ["--workspace", ws.root]
const pathOf = (id: string) => join(ws.root, "data/artifacts/summaries/runs", id)

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("a", everyDay(100), { direction: "short" })
    .sleeve("b", everyDay(100))
    .sleeve("c", everyDay(100))
    .meta("inner", ["a", "b"])
    .meta("outer", ["inner", "c"], { allocation: { risk_free_rate: 0.01 } })
    .write()
  const run = (id: string) =>
    nestfolio(["run", "outer", "--risk-profiles", "equal_weight", "--run-id", id, ...at()])
  await run("first")
  await run("touched")
}, 120_000)

afterAll(() => ws.remove())

describe("nestfolio explain", () => {
  it("prints value, definition, factor, artifact, records, inputs and settings of a figure", async () => {
    const { code, stdout, stderr } = await nestfolio(["explain", "first", "equal_weight.sharpe", ...at()])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    const { artifact, value, ledger } = JSON.parse(
      (await nestfolio(["explain", "first", "equal_weight.sharpe", "--output", "json", ...at()])).stdout,
    )
    for (const line of [
      "title       Sharpe, in sample",
      `exactly ${value}`,
      "annualised  x 365: the rows include weekends",
      "held by     data/meta_report_outer.json at $.risk_profiles[0].in_sample.figures[",
      `sha256      ${artifact.sha256}`,
      ledger[1].hash,
      "copy of data/artifacts/summaries/runs/c_run/data/returns/custom_cvxportfolio_equal_weight.parquet",
      "\n    data/meta_optimized_inner_equal_weight.json",
    ]) {
      expect(stdout).toContain(line)
    }
    expect(stdout).toMatch(/outer +meta_allocation\.risk_free_rate +0\.01 +profile/)
  })

  it("shows how the weight of a holding is multiplied", async () => {
    const { stdout } = await nestfolio(["explain", "first", "equal_weight.holding.X:A", ...at()])
    expect(stdout).toMatch(/\n0\.50 x 0\.50 x \(−0\.60\) = −15\.00\s%  inner \/ a\n/)
  })

  it("gives with --output json what the screens get", async () => {
    const { code, data } = await nestfolioJson(["explain", "first", "equal_weight.weight.inner/a", ...at()])
    const explained = explainFigure(pathOf("first"), "equal_weight.weight.inner/a")
    expect(code).toBe(0)
    expect(data).toMatchObject({ value: 0.5, artifact: { json_path: "$.weights[0].Weight" } })
    expect({ ok: true, value: data }).toEqual(explained)
  })

  it("lists what can be explained when no figure is named", async () => {
    const { code, stdout } = await nestfolio(["explain", "first", ...at()])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^equal_weight\.weight\.inner +50\.00\s% +Weight of inner in outer$/m)
    expect(stdout).toMatch(/^equal_weight\.correlation\.inner\.c /m)
  })

  it("names the nearest figure and ends with 3 when there is none of that name", async () => {
    const ended = await nestfolio(["explain", "first", "equal_weight.weight.iner", ...at()])
    expect(ended.code).toBe(3)
    expect(ended.stderr).toContain("[figure.unknown]")
    expect(ended.stderr).toContain("did you mean equal_weight.weight.inner")
  })

  it("ends with 6 for a figure that stands on a changed file, and for the list", async () => {
    const file = join(pathOf("touched"), "data/meta_optimized_inner_equal_weight.json")
    writeFileSync(file, readFileSync(file, "utf8").replace('"Weight": 0.5', '"Weight": 0.6'))
    const asked = await nestfolioJson(["explain", "touched", "equal_weight.holding.X:A", ...at()])
    expect(asked).toMatchObject({ code: 6, data: { problems: [{ code: "artifact.changed", where: file }] } })
    const listed = await nestfolioJson(["explain", "touched", ...at()])
    expect(listed).toMatchObject({ code: 6, data: { problems: [{ code: "artifact.changed" }] } })
    expect(listed.data.figures.length).toBeGreaterThan(20)
  })

  it("explains a run that was moved, by its folder", async () => {
    const moved = join(ws.root, "moved")
    const before = await nestfolioJson(["explain", "first", "equal_weight.net", ...at()])
    renameSync(pathOf("first"), moved)
    const after = await nestfolioJson(["explain", moved, "equal_weight.net"])
    renameSync(moved, pathOf("first"))
    expect(after.data).toEqual(before.data)
    expect(after.code).toBe(0)
  })
})
