import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

const folder = mkdtempSync(join(tmpdir(), "nestfolio tables "))

/** Four days on which b moves twice as much as a, and neither moves with the other. */
const crossed = [
  "2024-01-01,0.01,0.02",
  "2024-01-02,-0.01,0.02",
  "2024-01-03,0.01,-0.02",
  "2024-01-04,-0.01,-0.02",
]

function csv(name: string, rows: readonly string[], head = "date,a,b"): string {
  const path = join(folder, name)
  writeFileSync(path, `${[head, ...rows].join("\n")}\n`)
  return path
}

function optimize(returns: string, ...params: readonly string[]) {
  return nestfolioJson([
    "stage",
    "run",
    "meta.optimize",
    ...[`returns=${returns}`, ...params].flatMap((param) => ["--param", param]),
  ])
}

beforeAll(buildNestfolio, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("stage run meta.optimize on a table", () => {
  it("weighs two uncorrelated assets by inverse variance under hrp: 1/1 to 1/4", async () => {
    const { code, data } = await optimize(csv("crossed.csv", crossed), "risk_profile=hrp", "engine=textbook")
    expect(code).toBe(0)
    expect(data.weights.map((row: { Symbol: string }) => row.Symbol)).toEqual(["a", "b"])
    expect(data.weights[0].Weight).toBeCloseTo(0.8, 12)
    expect(data.weights[1].Weight).toBeCloseTo(0.2, 12)
    expect(data.outcome).toMatchObject({ kind: "solved", riskProfile: "hrp", engine: "textbook" })
  })

  it("keeps to the bounds it is given as text", async () => {
    const { data } = await optimize(
      csv("crossed.csv", crossed),
      "risk_profile=min_variance",
      "engine=textbook",
      "min_weight=0.3",
      "max_weight=.7",
    )
    expect(data.weights[0].Weight).toBeCloseTo(0.7, 9)
    expect(data.weights[1].Weight).toBeCloseTo(0.3, 9)
  })

  it("finds the solver that stays outside the file: the worst of four days is mildest with all in a", async () => {
    const { code, data } = await optimize(
      csv("crossed.csv", crossed),
      "risk_profile=min_cvar",
      "engine=textbook",
    )
    expect(code).toBe(0)
    expect(data.weights[0].Weight).toBeCloseTo(1, 9)
    expect(data.weights[1].Weight).toBeCloseTo(0, 9)
  })

  it("gives the same bytes for an address as for its parameters", async () => {
    const returns = csv("crossed.csv", crossed)
    const byParams = await optimize(returns, "risk_profile=hrp", "max_weight=0.6")
    const address = `quant://meta/optimize?returns=${encodeURIComponent(returns)}&risk_profile=hrp&max_weight=0.6`
    const byAddress = await nestfolioJson(["stage", "run", address])
    expect(byAddress.stdout).toBe(byParams.stdout)
  })

  it("refuses a run or a meta profile beside the table", async () => {
    const returns = csv("crossed.csv", crossed)
    for (const more of [
      ["--run-id", "one"],
      ["--param", "meta_profile=m"],
    ]) {
      const args = ["stage", "run", "meta.optimize", "--param", `returns=${returns}`, ...more]
      const { code, data } = await nestfolioJson([...args, "--param", "risk_profile=hrp"])
      expect(code).toBe(2)
      expect(data.problems).toMatchObject([
        { code: "usage.argument", what: expect.stringContaining("in a run") },
      ])
    }
  })

  it("refuses a parameter that stands in the address and beside it", async () => {
    const { code, data } = await nestfolioJson([
      "stage",
      "run",
      "quant://meta/optimize?risk_profile=hrp",
      "--param",
      "risk_profile=herc",
    ])
    expect(code).toBe(2)
    expect(data.problems).toMatchObject([{ code: "usage.argument", seen: "risk_profile" }])
  })

  it("refuses an address of another shape", async () => {
    const { code, data } = await nestfolioJson(["stage", "run", "quant://meta"])
    expect(code).toBe(2)
    expect(data.problems).toMatchObject([{ code: "usage.address" }])
  })

  it("prints no weights but the outcome when bounds cannot hold, and ends with 5", async () => {
    const { code, data } = await optimize(csv("crossed.csv", crossed), "risk_profile=hrp", "max_weight=0.4")
    expect(code).toBe(5)
    expect(data).toMatchObject({
      weights: [],
      outcome: { kind: "infeasible", infeasibility: { reason: "bounds" } },
      problems: [{ code: "bounds.infeasible", seen: expect.stringContaining("2 x 0.4 = 0.8 < 1") }],
    })
  })

  it.each([
    {
      flaw: "an unknown parameter",
      rows: crossed,
      params: ["risk_profile=hrp", "max_wieght=0.5"],
      code: 2,
      problem: { code: "usage.unknownParameter", remedy: expect.stringContaining("max_weight") },
    },
    {
      flaw: "an unknown risk profile",
      rows: crossed,
      params: ["risk_profile=hpr"],
      code: 2,
      problem: { code: "usage.argument", where: "--param risk_profile", seen: "hpr" },
    },
    {
      flaw: "no risk profile",
      rows: crossed,
      params: [],
      code: 2,
      problem: { code: "usage.argument", remedy: expect.stringContaining("--param risk_profile=") },
    },
    {
      flaw: "a missing value",
      rows: [...crossed, "2024-01-05,,0.01"],
      params: ["risk_profile=hrp"],
      code: 3,
      problem: { code: "stream.notFinite", where: expect.stringContaining("column a"), seen: "2024-01-05" },
    },
    {
      flaw: "a day that stands twice",
      rows: [...crossed, "2024-01-02,0.01,0.01"],
      params: ["risk_profile=hrp"],
      code: 3,
      problem: { code: "stream.duplicateDay", seen: "2024-01-02" },
    },
  ])("refuses $flaw", async ({ rows, params, code, problem }) => {
    const ended = await optimize(csv("flawed.csv", rows), ...params)
    expect(ended.code).toBe(code)
    expect(ended.data.problems).toMatchObject([problem])
  })

  it("refuses a file that is not there and a pickle, with the line that converts it", async () => {
    expect(await optimize(join(folder, "none.csv"), "risk_profile=hrp")).toMatchObject({
      code: 3,
      data: { problems: [{ code: "file.missing" }] },
    })
    writeFileSync(join(folder, "r.pkl"), "x")
    const pickle = await optimize(join(folder, "r.pkl"), "risk_profile=hrp")
    expect(pickle.code).toBe(3)
    expect(pickle.data.problems).toMatchObject([
      { code: "file.pickle", remedy: expect.stringContaining("to_parquet") },
    ])
  })

  it("shows a table of percents to a reader", async () => {
    const { stdout, stderr } = await nestfolio([
      "stage",
      "run",
      "meta.optimize",
      "--param",
      `returns=${csv("crossed.csv", crossed)}`,
      "--param",
      "risk_profile=equal_weight",
    ])
    expect(stdout).toBe("SYMBOL   WEIGHT\na       50.00\u00a0%\nb       50.00\u00a0%\n")
    expect(stderr).toBe("")
  })
})
