import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

describe("auditing runs by hand", () => {
  let ws: WrittenWorkspace
  const at = () => ["--workspace", ws.root]

  beforeAll(async () => {
    buildNestfolio()
    ws = await workspace()
      .sleeve("good", everyDay(80))
      .sleeve("bad", everyDay(80), {
        health: { hrp: health({ success: 2, error: 2 }), min_variance: health({ success: 4 }) },
        tamperAtom: { atom: "X:SHARED_trend_LONG", by: 0.01 },
      })
      .meta("m", ["good", "bad"], { min: 0.1, max: 0.9 })
      .write()
  }, 60_000)
  afterAll(() => ws.remove())

  it("says of a line of .env that it sets nothing, as a run does", async () => {
    const file = join(ws.root, ".env")
    writeFileSync(file, "TV_META_ALLOCATION__MIN_WEIGHTS=0.1\nnot a setting\n")
    const { stderr } = await nestfolio(["audit", "signs", "--meta", "m", ...at()])
    rmSync(file)
    expect(stderr).toContain("A variable names a setting that nothing reads.")
    expect(stderr).toContain("where   .env:2\n")
  })

  it("judges the streams of a sleeve's run and exits 4 when one is vetoed", async () => {
    const { code, data } = await nestfolioJson(["audit", "health", "bad_run", ...at()])
    expect(code).toBe(4)
    const verdicts = data.health.map((one: { riskProfile: string; verdict: string }) => [
      one.riskProfile,
      one.verdict,
    ])
    expect(verdicts).toContainEqual(["hrp", "vetoed"])
    expect(verdicts).toContainEqual(["min_variance", "healthy"])
  })

  it("passes the same run at another threshold or for another risk profile", async () => {
    expect((await nestfolio(["audit", "health", "bad_run", "--threshold", "0.5", ...at()])).code).toBe(0)
    expect(
      (await nestfolio(["audit", "health", "bad_run", "--profiles", "min_variance", ...at()])).code,
    ).toBe(0)
  })

  it("shows a ledger whose chain is broken, and does not pass it", async () => {
    const path = join(ws.runPath("good"), "audit.jsonl")
    const whole = readFileSync(path, "utf8")
    writeFileSync(path, whole.replace('"type": "genesis"', '"type": "genesis", "x": 1'))
    const { code, stdout } = await nestfolio(["audit", "health", "good_run", ...at()])
    writeFileSync(path, whole)
    expect(code).toBe(4)
    expect(stdout).toMatch(/custom +hrp +unknown .*broken at line 1/)
  })

  it("refuses a threshold that is no share, and a filter that leaves nothing", async () => {
    expect((await nestfolio(["audit", "health", "bad_run", "--threshold", "75", ...at()])).code).toBe(2)
    const { code, data } = await nestfolioJson([
      "audit",
      "health",
      "bad_run",
      "--engines",
      "nautilus",
      ...at(),
    ])
    expect([code, data.problems[0].code]).toEqual([3, "stream.missing"])
  })

  it("tests the signs of one run or of a meta profile's tree", async () => {
    expect((await nestfolio(["audit", "signs", "--run", "good_run", ...at()])).code).toBe(0)
    const { code, data } = await nestfolioJson(["audit", "signs", "--meta", "m", ...at()])
    expect(code).toBe(4)
    expect(data.tested.map((one: { sleeve: string }) => one.sleeve)).toEqual(["m/good", "m/bad"])
    expect(data.findings[0]).toMatchObject({
      level: "ERROR",
      code: "SIGNTEST_LONG_MISMATCH",
      run_id: "bad_run",
    })
  })

  it("tolerates a difference within --atol", async () => {
    expect((await nestfolio(["audit", "signs", "--run", "bad_run", "--atol", "0.02", ...at()])).code).toBe(0)
  })

  it("leaves the optimised weights out as before an optimisation", async () => {
    const raw = await workspace()
      .sleeve("raw", everyDay(80), { lacks: ["optimized"] })
      .write()
    const signs = ["audit", "signs", "--run", "raw_run", "--workspace", raw.root]
    const [after, before] = [await nestfolioJson(signs), await nestfolioJson([...signs, "--pre-opt"])]
    raw.remove()
    expect([after.code, after.data.findings[0].code]).toEqual([4, "SIGNTEST_OPTIMIZER_MISSING"])
    expect([before.code, before.data.findings, before.data.tested[0].atoms]).toEqual([0, [], 2])
  })

  it("wants either a run or a meta profile", async () => {
    for (const words of [[], ["--run", "good_run", "--meta", "m"]]) {
      const { code, data } = await nestfolioJson(["audit", "signs", ...words, ...at()])
      expect([code, data.problems[0].code]).toEqual([2, "usage.argument"])
    }
  })

  it("shows the gates of the sign test with the program's defaults", async () => {
    const { stdout } = await nestfolio(["config", "m", "--origins", ...at()])
    expect(stdout).toMatch(/features\.feat_directional_sign_test_gate_atomic +false +code/)
  })

  it("shows the settings with the layer that set each", async () => {
    const { data } = await nestfolioJson(["config", "m", "--param", "join=compound", ...at()], {
      env: { TV_META_ALLOCATION__STRICT: "true" },
    })
    expect(data.meta_allocation).toMatchObject({
      min_weight: 0.1,
      join: "compound",
      strict: true,
      health_threshold: 0.75,
    })
    expect(data.origins).toMatchObject({
      "meta_allocation.min_weight": "profile",
      "meta_allocation.join": "command",
      "meta_allocation.strict": "environment",
      "meta_allocation.health_threshold": "code",
    })
    const { stdout } = await nestfolio(["config", "m", ...at()])
    expect(stdout).toContain("meta_allocation.max_weight")
    expect(stdout).not.toContain("health_threshold")
  })
})
