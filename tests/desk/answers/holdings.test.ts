import { tableFromIPC } from "apache-arrow"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { ExposureNode } from "#shared/contract/engine/holding-rows"
import { arrowPage, LARGEST_PAGE } from "#main/desk/answers/arrow-page"
import { runMeta } from "../../flow/run-meta"
import { everyDay } from "../../workspaces/days"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { questions } from "./ask"

const days = everyDay(120)
const values = (size: number, pace: number) => ({ values: (t: number) => 0.001 + size * Math.sin(t * pace) })

let ws: WrittenWorkspace
const { value, codes } = questions()
const asked = () => ({ root: ws.root, runId: "r", riskProfile: "equal_weight", withRisk: true })
const ofSymbol = (symbol: string) => ({ root: ws.root, runId: "r", riskProfile: "equal_weight", symbol })

beforeAll(async () => {
  ws = await workspace()
    .sleeve("long", days, {
      ...values(0.004, 1.3),
      holdings: [
        { symbol: "X:ONE", net: 0.5, sector: "Energy", market: "SPOT" },
        { symbol: "X:BOTH", net: 0.5, gross: 0.7, sector: "Metals", market: "SPOT" },
      ],
    })
    .sleeve("short", days, {
      ...values(0.01, 2.1),
      holdings: [
        { symbol: "X:BOTH", net: -0.8, market: "FUTURES" },
        { symbol: "X:TWO", net: -0.2, market: "FUTURES" },
      ],
    })
    .sleeve("alone", days, { ...values(0.02, 0.7), holdings: [{ symbol: "X:THREE", net: 1 }] })
    .meta("pair", ["long", "short"])
    .meta("m", [{ id: "nest", of: "pair" }, "alone"], { allocation: { max_physical_weight: 0.3 } })
    .write()
  await runMeta(ws.root, "m", ["equal_weight"], { runId: "r" })
})
afterAll(() => ws.remove())

const at = (node: ExposureNode, path: string): ExposureNode =>
  node.path === path
    ? node
    : at(node.children.find((child) => path === child.path || path.startsWith(`${child.path}/`))!, path)

const sum = (nodes: readonly ExposureNode[], of: (node: ExposureNode) => number) =>
  nodes.reduce((total, node) => total + of(node), 0)

/** 1/2 of the root is nest, 1/2 of which is long and 1/2 short. */
describe("The tree of holdings", () => {
  it("goes from the root through nested sleeves to assets", async () => {
    const { root } = await value("holdings.tree", asked())
    expect(root.children.map(({ path, kind }) => [path, kind])).toEqual([
      ["nest", "meta"],
      ["alone", "atomic"],
    ])
    expect(
      at(root, "nest/long")
        .children.map(({ path }) => path)
        .sort(),
    ).toEqual(["nest/long/X:BOTH", "nest/long/X:ONE"])
  })

  it("gives each asset its part of the root, by the weights on the way", async () => {
    const { root } = await value("holdings.tree", asked())
    expect(at(root, "nest/long/X:BOTH")).toMatchObject({
      factor: 0.25,
      net: 0.125,
      gross: 0.175,
      direction: "LONG",
    })
    expect(at(root, "nest/short/X:BOTH")).toMatchObject({ net: -0.2, gross: 0.2, direction: "SHORT" })
    expect(at(root, "alone/X:THREE")).toMatchObject({ factor: 0.5, net: 0.5, market: "TEST" })
  })

  it("adds up: gross, net and risk of a node are those of what lies below", async () => {
    const { root } = await value("holdings.tree", asked())
    for (const path of ["", "nest", "nest/long", "nest/short", "alone"]) {
      const node = at(root, path)
      expect(sum(node.children, ({ gross }) => gross)).toBeCloseTo(node.gross, 12)
      expect(sum(node.children, ({ net }) => net)).toBeCloseTo(node.net, 12)
      expect(sum(node.children, ({ riskShare }) => riskShare!)).toBeCloseTo(node.riskShare!, 12)
    }
    expect(root.riskShare).toBeCloseTo(1, 12)
  })

  it("tells what netting took away at each node, and in all", async () => {
    const { root, totals } = await value("holdings.tree", asked())
    // long holds 0.6 of X:BOTH long and 0.1 short, short holds 0.8 of it short; each is a quarter of the root.
    expect(at(root, "nest/long").nettingLoss).toBeCloseTo(0.25 * 0.2, 12)
    expect(at(root, "nest/short").nettingLoss).toBeCloseTo(0, 12)
    expect(at(root, "nest").nettingLoss).toBeCloseTo(0.25 * (0.7 + 0.8 - Math.abs(0.5 - 0.8)), 12)
    expect(totals).toMatchObject({ holdings: 4, allocated: 1 })
    expect(totals.grossBefore - totals.grossAfter).toBeCloseTo(totals.nettingLoss, 12)
    expect(totals.long).toBeCloseTo(0.125 + 0.5, 12)
    expect(totals.short).toBeCloseTo(0.25 * 0.3 + 0.25 * 0.2, 12)
    expect(totals.net).toBeCloseTo(totals.long - totals.short, 12)
    expect(totals.overCap).toBe(1)
  })

  it("has the risk shares that the report tells", async () => {
    const { root } = await value("holdings.tree", asked())
    const report = await value("report.model", { root: ws.root, runId: "r" })
    const [section] = report.risk_profiles
    if (section?.kind !== "solved") throw new Error("not solved")
    const told = new Map(section.holdings.top.map((row) => [row.Symbol, row.risk_share]))
    expect(at(root, "alone/X:THREE").riskShare).toBeCloseTo(told.get("X:THREE")!, 12)
    const both = at(root, "nest/long/X:BOTH").riskShare! + at(root, "nest/short/X:BOTH").riskShare!
    expect(both).toBeCloseTo(told.get("X:BOTH")!, 12)
  })

  it("comes without risk shares where they were not asked for, whatever was asked before", async () => {
    const fresh = questions()
    const without = { ...asked(), withRisk: false }
    const first = await fresh.value("holdings.tree", without)
    expect([first.risk, first.root.riskShare, at(first.root, "alone/X:THREE").riskShare]).toEqual([
      null,
      null,
      null,
    ])
    const then = await fresh.value("holdings.tree", asked())
    expect(then.root.riskShare).toBeCloseTo(1, 12)
    expect(at(then.root, "nest").gross).toBe(at(first.root, "nest").gross)
  })

  it("says the health of each sleeve, and which markets and sectors there are", async () => {
    const tree = await value("holdings.tree", asked())
    expect(at(tree.root, "nest/long").health).toBe("healthy")
    expect(at(tree.root, "nest").health).toBeNull()
    expect(tree.sectors).toEqual(expect.arrayContaining(["Energy", "Test"]))
    expect(tree.markets).toEqual(expect.arrayContaining(["FUTURES", "SPOT"]))
  })
})

describe("The table of holdings", () => {
  it("has the rows of the portfolio, by weight", async () => {
    const page = await value("holdings.table", { ...asked(), first: 0 })
    const table = tableFromIPC(page.bytes)
    const column = (name: string) => [...table.getChild(name)!]
    expect(column("symbol")).toEqual(["X:THREE", "X:ONE", "X:BOTH", "X:TWO"])
    expect(column("direction")).toEqual(["LONG", "LONG", "SHORT", "SHORT"])
    expect(column("paths")).toEqual([1, 1, 2, 1])
    expect(column("over_cap")).toEqual([true, false, false, false])
    expect(column("contributors")).toEqual(["alone", "nest", "nest", "nest"])
    expect(column("netted")[2]).toBeCloseTo(0.25 * (0.7 + 0.8) - 0.25 * 0.3, 12)
    expect(page).toMatchObject({ first: 0, count: 4, rows: 4 })
  })

  it("goes on where a page ended, and is empty beyond its end", async () => {
    const page = await value("holdings.table", { ...asked(), first: 3 })
    expect([...tableFromIPC(page.bytes).getChild("symbol")!]).toEqual(["X:TWO"])
    expect(await value("holdings.table", { ...asked(), first: 9 })).toMatchObject({ first: 4, count: 0 })
  })

  it("comes in pages of at most a megabyte that leave no row out", async () => {
    const names = Array.from({ length: 9000 }, (_, i) => `SYMBOL_${i}_${"x".repeat(300)}`)
    const seen: string[] = []
    while (seen.length < names.length) {
      const page = await arrowPage(names.length, seen.length, (from, to) => [
        { name: "symbol", kind: "text", values: names.slice(from, to) },
      ])
      expect(page.bytes.length).toBeLessThanOrEqual(LARGEST_PAGE)
      expect(page.count).toBeGreaterThan(0)
      seen.push(...(tableFromIPC(page.bytes).getChild("symbol")!.toJSON() as string[]))
    }
    expect(seen).toEqual(names)
  })
})

describe("One holding", () => {
  it("shows both sides where it was netted, with their multiplication", async () => {
    const detail = await value("holdings.detail", ofSymbol("X:BOTH"))
    expect(detail.paths).toMatchObject([
      { sleeves: ["nest", "long"], factors: [0.5, 0.5], leafNet: 0.5, net: 0.125 },
      { sleeves: ["nest", "short"], factors: [0.5, 0.5], leafNet: -0.8, net: -0.2 },
    ])
    expect(detail.net).toBeCloseTo(0.125 - 0.2, 12)
    const explained = await value("figures.explain", { root: ws.root, runId: "r", figure: detail.figure })
    expect(explained.value).toBe(detail.net)
  })

  it("is refused for a symbol that is not held, with the nearest", async () => {
    expect(await codes("holdings.detail", ofSymbol("X:THREEE"))).toEqual(["figure.unknown"])
  })

  it("is refused for a risk profile that the run does not have", async () => {
    expect(await codes("holdings.tree", { ...asked(), riskProfile: "hrp" })).toEqual(["artifact.missing"])
    expect(await codes("holdings.tree", { ...asked(), riskProfile: "nonsense" })).toEqual(["usage.argument"])
  })
})
