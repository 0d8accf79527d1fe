import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolioJson } from "./nestfolio"

describe("check manifest", () => {
  const written: WrittenWorkspace[] = []
  const two = () => workspace().sleeve("a", everyDay(80)).sleeve("b", everyDay(80))

  async function check(builder: ReturnType<typeof workspace>, env: Record<string, string> = {}) {
    const ws = await builder.write()
    written.push(ws)
    const { code, data } = await nestfolioJson(["check", "manifest", "--workspace", ws.root], { env })
    return { code, problems: data.problems as { code: string; where: string; seen: string }[] }
  }

  beforeAll(() => buildNestfolio(), 60_000)
  afterAll(() => {
    for (const ws of written) ws.remove()
  })

  it("finds nothing in a sound one", async () => {
    expect(await check(two().meta("m", ["a", "b"], { min: 0.1, max: 0.9 }))).toEqual({
      code: 0,
      problems: [],
    })
  })

  it("tells bounds that can't hold, with the arithmetic and the place", async () => {
    const { code, problems } = await check(two().meta("m", ["a", "b"], { min: 0.1, max: 0.4 }))
    expect(code).toBe(3)
    expect(problems).toMatchObject([{ code: "bounds.infeasible", seen: "2 x 0.4 = 0.8 < 1" }])
    expect(problems[0]!.where).toMatch(/^configs\/manifest\.json:\d+:\d+ profiles\.m\.meta_allocation$/)
  })

  it("tells a pin to a run that is not there", async () => {
    const { code, problems } = await check(two().meta("m", ["a", { id: "b", profile: "b", run_id: "b_rum" }]))
    expect(code).toBe(3)
    expect(problems).toMatchObject([{ code: "run.missing" }])
    expect(problems[0]!.where).toContain("(sleeve b)")
  })

  it("tells a variable that the manifest requires and the environment lacks", async () => {
    const needy = () =>
      two()
        .meta("m", ["a", "b"])
        .manifest((manifest) => Object.assign(manifest, { execution_env: { mandatory_vars: ["NEST_KEY"] } }))
    const { code, problems } = await check(needy())
    expect([code, problems.map((one) => one.code)]).toEqual([3, ["environment.missing"]])
    expect((await check(needy(), { NEST_KEY: "x" })).code).toBe(0)
  })

  it("warns of scanners that are not there and of settings that sleeves don't share, and ends with 0", async () => {
    const ws = await two()
      .meta("m", ["a", "b"])
      .manifest((manifest) =>
        Object.assign(manifest.profiles["b"] as object, {
          backtest: { train_window: 60 },
          data: { lookback_days: 600 },
          discovery: { pipelines: { etf: { scanners: ["scanners/lost"] } } },
        }),
      )
      .manifest((manifest) => Object.assign(manifest, { defaults: { data: { lookback_days: 500 } } }))
      .write()
    written.push(ws)
    const { code, data } = await nestfolioJson(["check", "manifest", "--workspace", ws.root])
    expect(code).toBe(0)
    expect(data.problems).toEqual([])
    expect(data.warnings).toMatchObject([
      { code: "file.missing", seen: expect.stringContaining("configs/scanners/lost.yaml") },
      { code: "settings.parity", seen: "lookback_days: a 500, b 600" },
    ])
  })
})
