import { afterEach, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

beforeAll(buildNestfolio, 120_000)

let ws: WrittenWorkspace
afterEach(() => ws.remove())

const two = (format: "parquet" | "pkl" = "parquet"): WorkspaceBuilder =>
  workspace().sleeve("a", everyDay(90), { format }).sleeve("b", everyDay(90)).meta("m", ["a", "b"])

const risks = ["--risk-profiles", "hrp,equal_weight"]

describe("plan", () => {
  it("ends with the code of a run, and says where and remedy of what it would meet, once", async () => {
    ws = await two("pkl").write()
    const { code, stdout } = await nestfolio(["plan", "m", "--workspace", ws.root, ...risks])
    expect(code).toBe(3)
    expect(stdout).toContain("hrp: would fail\n  file.pickle: ")
    expect(stdout).toContain("equal_weight: would fail\n  file.pickle: ")
    expect(stdout.match(/ {2}where {3}the sleeves of m\n/g)).toHaveLength(1)
    expect(stdout.match(/ {2}remedy {2}Convert them in the workspace's folder/g)).toHaveLength(1)
    const run = await nestfolio(["run", "m", "--workspace", ws.root, ...risks])
    expect(run.code).toBe(3)
  })

  it("ends with 0 when it would run, with a command that finds the workspace and manifest again", async () => {
    ws = await two().write()
    const place = ["--workspace", ws.root, "--manifest", `${ws.root}/configs/manifest.json`]
    const { code, data } = await nestfolioJson([
      "plan",
      "m",
      ...place,
      ...risks,
      "--what-if",
      "max_weight=0.9",
    ])
    expect(code).toBe(0)
    const call = (params: string) =>
      `nestfolio run m --risk-profiles hrp,equal_weight${params} ${place.join(" ")}`
    expect(data.command).toBe(call(""))
    expect(data.what_if.command).toBe(call(" --param max_weight=0.9"))
    const [, ...words] = call(" --param max_weight=0.9").split(" ")
    expect((await nestfolio(words)).code).toBe(0)
  })

  it("prints the alternative's command too", async () => {
    ws = await two().write()
    const { stdout } = await nestfolio([
      "plan",
      "m",
      "--workspace",
      ws.root,
      ...risks,
      "--what-if",
      "max_weight=0.9",
    ])
    expect(stdout).toContain(
      `to run it with max_weight=0.9: nestfolio run m --risk-profiles hrp,equal_weight --param max_weight=0.9 --workspace ${ws.root}\n`,
    )
    expect(stdout).toContain(
      `to run it: nestfolio run m --risk-profiles hrp,equal_weight --workspace ${ws.root}\n`,
    )
  })
})
