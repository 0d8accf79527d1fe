import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { weekdays } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

describe("validate", () => {
  let ws: WrittenWorkspace
  const validate = (...args: string[]) => nestfolioJson(["validate", ...args, "--workspace", ws.root])

  beforeAll(async () => {
    buildNestfolio()
    const two = workspace().sleeve("a", weekdays(90)).sleeve("b", weekdays(90))
    ws = await two.meta("m", ["a", "b"]).meta("outer", ["m", "b"]).write()
    await nestfolio([
      "run",
      "outer",
      "--workspace",
      ws.root,
      "--run-id",
      "o1",
      "--risk-profiles",
      "hrp",
      "--quiet",
    ])
    await nestfolio([
      "run",
      "m",
      "--workspace",
      ws.root,
      "--run-id",
      "m1",
      "--risk-profiles",
      "hrp",
      "--quiet",
    ])
  }, 120_000)
  afterAll(() => ws.remove())

  it("ends with 4 and the code of what fails, with 0 under a limit that holds", async () => {
    const { code, data } = await validate("m1")
    expect([code, data.status]).toEqual([4, "FAIL"])
    expect(data.checks.filter((check: { ok: boolean }) => !check.ok)).toMatchObject([
      { code: "META_CONCENTRATION", risk_profile: "hrp" },
    ])
    expect(await validate("m1", "--max-phys-weight", "0.9")).toMatchObject({
      code: 0,
      data: { status: "PASS" },
    })
  })

  it("looks at the artifacts of nested meta profiles too, but for the holdings they do not have", async () => {
    const sound = await validate("o1", "--max-phys-weight", "0.9")
    expect(sound).toMatchObject({ code: 0, data: { status: "PASS", meta_profile: "outer" } })
    const told = (checks: { meta_profile: string; code: string }[]) =>
      checks.map(({ meta_profile, code }) => `${meta_profile} ${code}`)
    expect(told(sound.data.checks)).toEqual([
      "outer META_CONCENTRATION",
      "outer META_CLUSTER_TREE",
      "m META_CLUSTER_TREE",
    ])
    expect(sound.data.nested.m.hrp.stats).toMatchObject({ n_sleeves: 2, calendar: { n_days: 90 } })
    const file = join(ws.root, "data/artifacts/summaries/runs/o1/data/meta_optimized_m_hrp.json")
    const bytes = readFileSync(file)
    rmSync(file)
    const { code, data } = await validate("o1", "--max-phys-weight", "0.9")
    writeFileSync(file, bytes)
    expect(code).toBe(4)
    expect(told(data.checks.filter((check: { ok: boolean }) => !check.ok))).toEqual([
      "m META_MISSING_ARTIFACTS",
    ])
  })

  it("prints the statistics, a column per risk profile", async () => {
    const { stdout } = await nestfolio(["validate", "m1", "--workspace", ws.root])
    expect(stdout).toMatch(/^STATISTIC +hrp$/m)
    expect(stdout).toMatch(/^calendar\.n_days +90$/m)
  })

  it("refuses a sleeve's run and a limit that is no share", async () => {
    expect((await validate("a_run")).code).toBe(3)
    expect(await validate("m1", "--max-phys-weight", "15")).toMatchObject({
      code: 2,
      data: { problems: [{ where: "--max-phys-weight" }] },
    })
  })
})
