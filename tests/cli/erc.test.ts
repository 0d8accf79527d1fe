import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace
const at = () => ({ cwd: join(ws.root, "data") })

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("coins", everyDay(160), { risks: ["hrp", "erc"] })
    .sleeve("funds", everyDay(160), { risks: ["hrp", "erc"] })
    .meta("m", ["coins", "funds"], { allocation: { fallback_profile: "erc" } })
    .write()
}, 120_000)

afterAll(() => ws.remove())

describe("erc, another name of risk_parity", () => {
  it("names the risk profile of a run, of a stage and of a figure, and what streams are filed under", async () => {
    const run = await nestfolioJson(["run", "m", "--risk-profiles", "erc", "--run-id", "one"], at())
    expect(run.data).toMatchObject({ risk_profiles: ["risk_parity"], problems: [] })
    const stage = ["stage", "run", "meta.optimize", "--run-id", "one", "--param", "risk_profile=erc"]
    expect((await nestfolioJson(stage, at())).data.problems).toEqual([])
    const explained = await nestfolioJson(["explain", "one", "erc.weight.coins"], at())
    expect(explained.data.figure).toBe("risk_parity.weight.coins")
  })

  it("names the streams whose health is judged", async () => {
    for (const name of ["erc", "risk_parity"]) {
      const judged = await nestfolioJson(["audit", "health", "coins_run", "--profiles", name], at())
      expect(judged.data.health).toMatchObject([{ riskProfile: "risk_parity" }])
    }
  })
})
