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
    expect(data.what_if[0].command).toBe(call(" --param max_weight=0.9"))
    const [, ...words] = call(" --param max_weight=0.9").split(" ")
    expect((await nestfolio(words)).code).toBe(0)
  })

  it("ends with 0 when a guardrail would stop the run, and says so", async () => {
    ws = await workspace()
      .sleeve("a", everyDay(90), { tamperAtom: { atom: "X:SHARED_trend_LONG", by: 0.25 } })
      .sleeve("b", everyDay(90))
      .meta("m", ["a", "b"])
      .write()
    const gate = ["--param", "features.feat_directional_sign_test_gate=true"]
    const { code, stdout } = await nestfolio(["plan", "m", "--workspace", ws.root, ...risks, ...gate])
    expect(code).toBe(0)
    expect(stdout).toContain(
      "sign gate: FAIL, of every sleeve: 2 tested, 1 errors, 0 warnings; the run would stop",
    )
    expect(stdout).toContain(
      "  ERROR SIGNTEST_LONG_MISMATCH a_run X:SHARED_trend_LONG: differs from X:SHARED",
    )
    expect(stdout).toContain("hrp: would stop\n  guardrail.signTest: ")
    expect((await nestfolio(["run", "m", "--workspace", ws.root, ...risks, ...gate])).code).toBe(4)
  })

  it("shows the weights that would follow beside the present ones", async () => {
    ws = await two().write()
    const place = ["--workspace", ws.root, "--risk-profiles", "equal_weight"]
    const { stdout } = await nestfolio(["plan", "m", ...place, "--what-if", "min_weight=0.2,0.3"])
    const lines = stdout.replaceAll("\u00a0", " ").split("\n")
    expect(lines.map((line) => line.trim().split(/ {2,}/).join("|"))).toContain(
      "RISK PROFILE|META PROFILE|SLEEVE|WEIGHT NOW|min_weight=0.2|min_weight=0.3",
    )
    expect(lines.map((line) => line.trim().split(/ {2,}/).join("|"))).toContain(
      "equal_weight|m|a|50.00 %|50.00 %|50.00 %",
    )
    const { data } = await nestfolioJson(["plan", "m", ...place, "--weights"])
    expect(data.weights).toEqual(
      ["a", "b"].map((sleeve) => ({
        risk_profile: "equal_weight",
        meta_profile: "m",
        sleeve,
        now: 0.5,
        others: [],
      })),
    )
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
