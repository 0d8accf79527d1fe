import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { SolvedSection, StoredReport } from "#shared/model/report"
import { readReport } from "#shared/report/definitions"
import { replayRun } from "#engine/orchestration/replay/replay"
import { everyDay } from "../workspaces/days"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { readJson, runMeta } from "./run-meta"

let written: WrittenWorkspace[] = []

afterEach(() => {
  for (const ws of written) ws.remove()
  written = []
})

async function reported(ws: WrittenWorkspace, risks = ["equal_weight"] as const) {
  written.push(ws)
  const outcome = await runMeta(ws.root, "m", risks)
  const report = readReport(readJson<StoredReport>(ws.root, outcome, "data/meta_report_m.json"))
  const path = join(ws.root, outcome.runDir!)
  const { holdings } = report.risk_profiles[0] as SolvedSection
  return { path, holdings, markdown: readFileSync(join(path, "reports/meta_portfolio_report.md"), "utf8") }
}

const two = () => workspace().sleeve("a", everyDay(100)).sleeve("b", everyDay(100), { direction: "short" })

async function differencesOf(runPath: string): Promise<readonly unknown[]> {
  const replayed = await replayRun({
    runPath,
    clock: () => "2040-01-01T00:00:00.000Z",
    programVersion: "0.0.0-test",
    onProgress: () => {},
    signal: new AbortController().signal,
  })
  if (!replayed.ok) throw new Error(JSON.stringify(replayed.problems))
  return replayed.value.findings
}

describe("the risk of what a run holds", () => {
  it("is shared among all holdings, on the raw returns that the sleeves keep", async () => {
    const { holdings, markdown } = await reported(await two().meta("m", ["a", "b"]).write())
    const shares = holdings.top.map((row) => row.risk_share!)
    expect(shares).toHaveLength(3)
    expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 12)
    // X:SHARED is .2 long and .2 short: netted out, it carries nothing.
    expect(holdings.top.find(({ Symbol: symbol }) => symbol === "X:SHARED")?.risk_share).toBe(0)
    expect(holdings.risk).toMatchObject({ held: 2, covered: 2, covered_net: 1, rows: 100 })
    expect(markdown).toContain("| Risk share |")
    expect(markdown).not.toContain("have no raw returns")
  })

  it("leaves out what has no raw returns, and says so", async () => {
    const ws = await workspace()
      .sleeve("a", everyDay(100))
      .sleeve("b", everyDay(100), { lacks: ["raw"] })
      .meta("m", ["a", "b"])
      .write()
    const { holdings, markdown } = await reported(ws)
    const bySymbol = Object.fromEntries(holdings.top.map((row) => [row.Symbol, row]))
    expect(bySymbol["X:B"]).toMatchObject({
      risk_share: null,
      risk_share_why: "no raw returns in the run of its sleeve",
    })
    // b holds X:SHARED too, whose returns sleeve a has.
    expect(bySymbol["X:A"]!.risk_share! + bySymbol["X:SHARED"]!.risk_share!).toBeCloseTo(1, 12)
    expect(markdown).toContain("**1 of 3 holdings have no raw returns**")
    expect(markdown).toContain("70.00\u00a0% of the sum of |n|")
  })

  it("is no failure where a table can't be read, and is the same in a replay without the sleeves", async () => {
    const ws = await two().meta("m", ["a", "b"]).write()
    writeFileSync(join(ws.runPath("b"), "data/returns_matrix.parquet"), "no parquet")
    const { path, holdings } = await reported(ws)
    expect(holdings.top.find(({ Symbol: symbol }) => symbol === "X:B")?.risk_share_why).toBe(
      "data/returns_matrix.parquet of its sleeve can't be read",
    )
    for (const sleeve of ["a", "b"]) {
      writeFileSync(join(ws.runPath(sleeve), "data/returns_matrix.parquet"), "gone")
    }
    expect(await differencesOf(path)).toEqual([])
  })
})
