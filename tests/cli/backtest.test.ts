import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { MetaBacktest } from "#shared/model/backtest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("a", everyDay(160))
    .sleeve("b", everyDay(160))
    .meta("m", ["a", "b"], { allocation: { backtest: { train_window: 60 } } })
    .write()
}, 120_000)

afterAll(() => ws.remove())

const here = () => ({ cwd: ws.root })

function backtestOf(runId: string): MetaBacktest {
  const path = join(ws.root, "data/artifacts/summaries/runs", runId, "data/meta_backtest_m.json")
  return JSON.parse(readFileSync(path, "utf8")) as MetaBacktest
}

describe("a backtest from the command line", () => {
  it("comes with a run that is asked for it, its windows settings like any other", async () => {
    const args = ["run", "m", "--run-id", "one", "--backtest", "--param", "backtest.test_window=25"]
    expect(await nestfolioJson(args, here())).toMatchObject({ code: 0 })
    const { settings, risk_profiles: sections } = backtestOf("one")
    expect(settings).toMatchObject({ train_window: 60, test_window: 25, step_size: 25 })
    expect(sections.map(({ kind, risk_profile }) => [kind, risk_profile])).toEqual([["tested", "hrp"]])
    const report = await nestfolio(["report", "one"], here())
    expect(report.stdout).toContain("Figures, out of sample")
  })

  it("is a stage of its own in a run that has its returns", async () => {
    expect(await nestfolioJson(["run", "m", "--run-id", "two"], here())).toMatchObject({ code: 0 })
    const args = ["stage", "run", "meta.backtest", "--run-id", "two", "--param", "step_size=10"]
    const { code, data } = await nestfolioJson(args, here())
    expect({ code, data }).toMatchObject({
      code: 0,
      data: { stage: "meta.backtest", state: "succeeded", metrics: { windows: { hrp: 9 } } },
    })
    expect(backtestOf("two").settings).toMatchObject({ test_window: 20, step_size: 10 })
  })

  it("tests the risk profiles of the run, whatever those of the settings", async () => {
    const run = ["run", "m", "--run-id", "three", "--risk-profiles", "min_variance,equal_weight"]
    expect(await nestfolioJson(run, here())).toMatchObject({ code: 0 })
    const { data } = await nestfolioJson(["stage", "run", "meta.backtest", "--run-id", "three"], here())
    expect(data.metrics).toEqual({ windows: { equal_weight: 5, min_variance: 5 } })
  })

  it("refuses steps longer than a test", async () => {
    const args = ["stage", "run", "meta.backtest", "--run-id", "two", "--param", "step_size=21"]
    const { code, data } = await nestfolioJson(args, here())
    expect({ code, data }).toMatchObject({
      code: 3,
      data: { problems: [{ code: "settings.combination", where: "backtest.step_size" }] },
    })
  })
})
