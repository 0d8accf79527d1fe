import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("etfs", weekdays(120))
    .sleeve("coins", everyDay(160))
    .sleeve("sick", everyDay(160), { health: health({ success: 1, error: 3 }) })
    .meta("m", ["etfs", "coins", "sick"])
    .write()
}, 120_000)

afterAll(() => ws.remove())

const param = (name: string, value: unknown) => ["--param", `${name}=${JSON.stringify(value)}`]
const calm = (max: number) => param("groups", [{ name: "calm", items: ["etfs", "sick"], max }])

function weightOf(runId: string, sleeve: string): number {
  const file = join(
    ws.root,
    "data/artifacts/summaries/runs",
    runId,
    "data/meta_optimized_m_min_variance.json",
  )
  const { weights } = JSON.parse(readFileSync(file, "utf8")) as {
    weights: { Symbol: string; Weight: number }[]
  }
  return weights.find(({ Symbol }) => Symbol === sleeve)!.Weight
}

describe("groups and turnover given as JSON", () => {
  it("hold in a run, without the sleeve that its health keeps out", async () => {
    const args = ["run", "m", "--risk-profiles", "min_variance", "--run-id", "grouped", ...calm(0.2)]
    const { data } = await nestfolioJson(args, { cwd: ws.root })
    expect(data.problems).toEqual([])
    expect(weightOf("grouped", "etfs")).toBeCloseTo(0.2, 9)
    expect(weightOf("grouped", "coins")).toBeCloseTo(0.8, 9)
  })

  it("hold in a stage that is run again, over the run's own", async () => {
    const stage = [
      "stage",
      "run",
      "meta.optimize",
      "--run-id",
      "grouped",
      "--param",
      "risk_profile=min_variance",
    ]
    const turnover = param("turnover", { previous: { coins: 1 }, limit: 0.2 })
    const { data } = await nestfolioJson([...stage, ...param("groups", []), ...turnover], { cwd: ws.root })
    expect(data.problems).toEqual([])
    expect(weightOf("grouped", "coins")).toBeGreaterThanOrEqual(0.9 - 1e-9)
  })

  it("are refused for hierarchies, unknown sleeves and a shape that is not theirs", async () => {
    const codes = async (...more: readonly string[]) => {
      const { code, data } = await nestfolioJson(["run", "m", ...more], { cwd: ws.root })
      const told = [
        ...data.problems,
        ...(data.risk_profiles ?? []).flatMap((one: { problems?: [] }) => one.problems ?? []),
      ]
      return { code, codes: [...new Set(told.map((one: { code: string }) => one.code))] }
    }
    expect(await codes("--risk-profiles", "hrp", ...calm(0.2))).toMatchObject({
      codes: ["optimize.unsupported"],
    })
    const unknown = param("groups", [{ name: "calm", items: ["etfz"], max: 0.2 }])
    expect(await codes("--risk-profiles", "min_variance", ...unknown)).toMatchObject({
      code: 3,
      codes: ["bounds.unknownItem"],
    })
    const shapeless = ["--param", "groups=etfs"]
    expect(await codes("--risk-profiles", "min_variance", ...shapeless)).toMatchObject({
      code: 3,
      codes: ["settings.value"],
    })
  })
})
