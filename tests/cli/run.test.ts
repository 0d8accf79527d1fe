import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

let ws: WrittenWorkspace

beforeAll(async () => {
  buildNestfolio()
  ws = await workspace()
    .sleeve("etfs", weekdays(120))
    .sleeve("coins", everyDay(160))
    .sleeve("shorts", everyDay(160), { direction: "short" })
    .sleeve("sick", everyDay(160), { health: health({ success: 1, error: 3 }) })
    .meta("crypto", ["coins", "shorts"])
    .meta("all", ["etfs", "crypto"], { min: 0.05, max: 0.95 })
    .meta("vetoed", ["etfs", "coins", "sick"])
    .write()
}, 120_000)

afterAll(() => ws.remove())

const here = () => ({ cwd: join(ws.root, "data") })

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex")
}

describe("nestfolio run", () => {
  it("finds the workspace above the current folder and tells where the run lies", async () => {
    const { code, data } = await nestfolioJson(
      ["run", "all", "--risk-profiles", "hrp", "--run-id", "one"],
      here(),
    )
    expect(code).toBe(0)
    expect(data).toMatchObject({
      run_id: "one",
      run_dir: "data/artifacts/summaries/runs/one",
      risk_profiles: ["hrp"],
      problems: [],
    })
    expect(["succeeded", "succeeded_with_warnings"]).toContain(data.state)
  })

  it("lists, shows, reports and verifies that run", async () => {
    const runs = await nestfolioJson(["runs"], here())
    expect(runs.data).toContainEqual(
      expect.objectContaining({ run_id: "one", kind: "meta", profile: "all", completeness: "recorded" }),
    )
    const shown = await nestfolioJson(["show", "one"], here())
    expect(shown.data.run_id).toBe("one")
    expect(shown.data.artifacts).toContainEqual(
      expect.objectContaining({
        kind: "portfolio_optimized_meta",
        path: "data/portfolio_optimized_meta_all_hrp.json",
      }),
    )
    const report = await nestfolio(["report", "one"], here())
    expect(report).toMatchObject({ code: 0, stderr: "" })
    expect(report.stdout).toMatch(/^# .*all/)
    const verified = await nestfolioJson(["verify", "one"], here())
    expect(verified).toMatchObject({ code: 0, data: { verified: true, problems: [] } })
  })

  it("verifies a run that is named by its folder, wherever that is", async () => {
    const folder = join(ws.root, "data/artifacts/summaries/runs/one")
    expect(await nestfolioJson(["verify", folder], { cwd: "/" })).toMatchObject({
      code: 0,
      data: { verified: true },
    })
  })

  it("gives the same bytes again, but for the files that name the run and the time", async () => {
    const again = await nestfolioJson(["run", "all", "--risk-profiles", "hrp", "--run-id", "two"], here())
    expect(again.code).toBe(0)
    const [one, two] = ["one", "two"].map((id) => {
      const folder = join(ws.root, "data/artifacts/summaries/runs", id, "data")
      const files = readdirSync(folder).filter((name) => !name.startsWith("meta_report_"))
      return Object.fromEntries(files.map((name) => [name, sha256(join(folder, name))]))
    })
    expect(Object.keys(one!).length).toBeGreaterThan(8)
    expect(two).toEqual(one)
  })

  it("keeps progress on stderr and is silent there when quiet", async () => {
    const loud = await nestfolio(
      ["run", "all", "--run-id", "loud", "--risk-profiles", "equal_weight"],
      here(),
    )
    expect(loud.stderr).toContain("meta.optimize  equal_weight  all ...\n")
    expect(loud.stdout).not.toContain("meta.optimize  equal_weight")
    const quiet = await nestfolio(
      ["run", "all", "--run-id", "quiet", "--risk-profiles", "equal_weight", "--quiet"],
      here(),
    )
    expect(quiet).toMatchObject({ code: 0, stderr: "" })
  })

  it("tells of a veto on stdout, and in the outcome", async () => {
    const inWords = await nestfolio(["run", "vetoed", "--risk-profiles", "hrp", "--quiet"], here())
    expect(inWords.code).toBe(0)
    expect(inWords.stdout).toContain("state   succeeded_with_warnings")
    expect(inWords.stdout).toContain("HEALTH_BELOW_THRESHOLD  vetoed/sick")
    const { data } = await nestfolioJson(["run", "vetoed", "--risk-profiles", "hrp"], here())
    expect(data.outcomes[0].warnings).toContainEqual(
      expect.objectContaining({ code: "HEALTH_BELOW_THRESHOLD", node: "vetoed/sick", risk: "hrp" }),
    )
  })

  it("takes settings of the meta profile as parameters", async () => {
    const { code, data } = await nestfolioJson(
      ["run", "vetoed", "--risk-profiles", "hrp", "--param", "health_policy=abort"],
      here(),
    )
    expect(code).toBe(4)
    expect(data).toMatchObject({ state: "aborted_by_guardrail", problems: [{ code: "guardrail.health" }] })
  })

  it("makes a run id of its own that sorts by time", async () => {
    const { data } = await nestfolioJson(["run", "crypto", "--risk-profiles", "equal_weight"], here())
    expect(data.run_id).toMatch(/^\d{8}-\d{6}-[0-9a-f]{6}$/)
  })

  it("warns of keys that nothing reads, on stderr even beside JSON", async () => {
    const odd = await workspace()
      .sleeve("a", weekdays(60))
      .manifest((manifest) => Object.assign(manifest, { profils: {} }))
      .write()
    const { code, stderr, data } = await nestfolioJson(["profiles", "--workspace", odd.root])
    odd.remove()
    expect(code).toBe(0)
    expect(data).toHaveLength(1)
    expect(stderr).toContain("[manifest.unknownKey]")
    expect(stderr).toContain("profils")
  })

  it("prints the profiles as the manifest has them", async () => {
    const { data } = await nestfolioJson(["profiles"], here())
    expect(data).toContainEqual(
      expect.objectContaining({ name: "all", kind: "meta", depth: 2, sleeves: ["etfs", "crypto"] }),
    )
    expect(data).toContainEqual(
      expect.objectContaining({ name: "etfs", kind: "atomic", depth: 0, sleeves: [] }),
    )
  })
})
