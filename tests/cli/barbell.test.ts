import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay, weekdays } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("etfs", weekdays(120))
    .sleeve("coins", everyDay(160))
    .sleeve("funds", everyDay(160))
    .meta("m", ["etfs", "coins", "funds"], {
      allocation: { stream_profiles: { barbell: "hrp", erc: "hrp" } },
    })
    .write()
}, 120_000)

afterAll(() => ws.remove())

interface Optimized {
  readonly weights: readonly { readonly Symbol: string; readonly Weight: number; readonly Type: string }[]
  readonly outcome: { readonly aggressors: readonly string[] }
}

describe("a run of the barbell", () => {
  it("marks the sleeve that it holds for its upside as AGGRESSOR and the others as CORE", async () => {
    const args = ["run", "m", "--risk-profiles", "barbell", "--run-id", "bar"]
    const { data } = await nestfolioJson(args, { cwd: ws.root })
    expect(data.problems).toEqual([])
    const file = join(ws.root, "data/artifacts/summaries/runs/bar/data/meta_optimized_m_barbell.json")
    const { weights, outcome } = JSON.parse(readFileSync(file, "utf8")) as Optimized
    const marked = weights.filter(({ Type }) => Type === "AGGRESSOR")
    expect(marked).toHaveLength(1)
    expect(marked.map(({ Symbol }) => Symbol)).toEqual(outcome.aggressors)
    expect(marked[0]!.Weight).toBeCloseTo(0.1, 12)
    expect(weights.filter(({ Type }) => Type === "CORE")).toHaveLength(2)
  })
})
