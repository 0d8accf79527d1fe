import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { isoDay } from "#shared/quantity/day"
import { weekdays } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { buildNestfolio, nestfolio, nestfolioJson } from "./nestfolio"

describe("sleeve import", () => {
  let ws: WrittenWorkspace
  const inside = (path: string) => join(ws.root, path)
  const bring = (...args: string[]) => nestfolioJson(["sleeve", "import", "--workspace", ws.root, ...args])
  const bringTwo = async () => {
    const both = ["--risk-profile", "hrp,min_variance"]
    const alpha = ["--returns", inside("in/alpha.csv"), "--holdings", inside("in/alpha_h.csv")]
    const beta = ["--returns", inside("in/beta.csv"), "--holdings", inside("in/beta_h.csv"), "--prices"]
    return [
      await bring("--id", "alpha", "--run-id", "alpha_1", ...alpha, ...both),
      await bring("--id", "beta", "--run-id", "beta_1", ...beta, ...both),
    ]
  }

  beforeAll(async () => {
    buildNestfolio()
    const sleeves = [
      { id: "a", profile: "alpha" },
      { id: "b", profile: "beta" },
    ]
    const allocation = { profiles: ["hrp", "min_variance"] }
    ws = await workspace().meta("duo", sleeves, { allocation }).write()
    mkdirSync(inside("in"))
    const days = [...weekdays(90)].map((day) => isoDay(day))
    const wave = (t: number) => 0.01 * Math.sin(0.7 * t) + 0.004 * Math.cos(2.1 * t)
    const german = (day: string) => day.split("-").reverse().join(".")
    const returns = days.map((day, t) => `${german(day)};${wave(t).toFixed(8).replace(".", ",")}`)
    writeFileSync(inside("in/alpha.csv"), `Datum;Rendite\n${returns.join("\n")}\n`)
    writeFileSync(inside("in/alpha_h.csv"), "Symbol,Weight,Direction\nX:A,75%,LONG\nX:B,25%,SHORT\n")
    const prices = days.map((day, t) => `${day},${(100 + 5 * Math.sin(t)).toFixed(4)}`)
    writeFileSync(inside("in/beta.csv"), `Date,Close\n${prices.join("\n")}\n`)
    writeFileSync(inside("in/beta_h.csv"), "Symbol,Weight\nX:C,1\n")
  }, 120_000)
  afterAll(() => ws.remove())

  it("makes runs that verify, adds their profiles, and a meta profile over them runs", async () => {
    const before = readFileSync(inside("configs/manifest.json"), "utf8")
    const [alpha, beta] = await bringTwo()
    expect(alpha).toMatchObject({
      code: 0,
      data: {
        run_id: "alpha_1",
        detected: { format: "semicolon-separated", numbers: "decimal comma", values: "returns" },
        streams: [
          { risk_profile: "hrp", rows: 90, first: "2025-01-01" },
          { risk_profile: "min_variance", rows: 90 },
        ],
        holdings: { rows: 2, gross: 1, net: 0.5 },
        health: "unknown",
        manifest: { path: "configs/manifest.json", added: "alpha" },
      },
    })
    expect(beta?.data.streams[0]).toMatchObject({ column: "Close", rows: 89, first: "2025-01-02" })
    const manifest = JSON.parse(readFileSync(inside("configs/manifest.json"), "utf8"))
    expect(Object.keys(manifest.profiles)).toEqual(["duo", "alpha", "beta"])
    expect(readFileSync(inside("configs/manifest.json"), "utf8")).toContain(before.slice(0, 200))
    for (const run of ["alpha_1", "beta_1"]) {
      expect(await nestfolioJson(["verify", run, "--workspace", ws.root])).toMatchObject({
        code: 0,
        data: { verified: true, problems: [] },
      })
    }
    const ran = await nestfolioJson(["run", "duo", "--workspace", ws.root, "--run-id", "m1", "--quiet"])
    expect(ran).toMatchObject({ code: 0, data: { state: "succeeded_with_warnings" } })
    const flat = inside("data/artifacts/summaries/runs/m1/data/portfolio_optimized_meta_duo_hrp.json")
    const net = Object.fromEntries(
      JSON.parse(readFileSync(flat, "utf8")).weights.map((row: { Symbol: string; Net_Weight: number }) => [
        row.Symbol,
        row.Net_Weight,
      ]),
    )
    expect(Object.keys(net).sort()).toEqual(["X:A", "X:B", "X:C"])
    expect(net["X:B"] / net["X:A"]).toBeCloseTo(-1 / 3, 12)
  }, 60_000)

  it("tells in the ledger which files it was made of, and by their names alone", async () => {
    const path = inside("data/artifacts/summaries/runs/alpha_1/audit.jsonl")
    const records = readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
    const intent = records.find((record) => record.status === "intent")
    expect(Object.keys(intent.intent.input_hashes)).toEqual(["in/alpha.csv", "in/alpha_h.csv"])
    expect(readFileSync(path, "utf8")).not.toContain(ws.root)
  })

  it("leaves the manifest alone when the profile is there, and never a second run of one id", async () => {
    const before = readFileSync(inside("configs/manifest.json"), "utf8")
    const args = [
      "--returns",
      inside("in/alpha.csv"),
      "--holdings",
      inside("in/alpha_h.csv"),
      "--id",
      "alpha",
    ]
    expect((await bring(...args, "--run-id", "alpha_2")).data.manifest.added).toBeNull()
    expect(await bring(...args, "--run-id", "alpha_2")).toMatchObject({
      code: 3,
      data: { problems: [{ code: "run.exists" }] },
    })
    expect(readFileSync(inside("configs/manifest.json"), "utf8")).toBe(before)
  }, 30_000)

  it("refuses a meta profile's name, missing options and a file that is not there, and writes nothing", async () => {
    const files = ["--returns", inside("in/alpha.csv"), "--holdings", inside("in/alpha_h.csv")]
    const duo = await bring("--id", "duo", "--run-id", "never", ...files)
    expect(duo).toMatchObject({ code: 3, data: { problems: [{ code: "settings.combination" }] } })
    const bare = await bring("--id", "x", "--run-id", "never")
    expect(bare.code).toBe(2)
    expect(bare.data.problems.map((one: { where: string }) => one.where)).toEqual(["--returns", "--holdings"])
    const gone = await bring("--id", "x", "--run-id", "never", "--returns", "gone.csv", ...files.slice(2))
    expect(gone).toMatchObject({ code: 3, data: { problems: [{ code: "file.missing", where: "gone.csv" }] } })
    const { stdout } = await nestfolio(["runs", "--workspace", ws.root])
    expect(stdout).not.toContain("never")
  }, 30_000)
})
