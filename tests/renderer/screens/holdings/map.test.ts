import { describe, expect, it } from "vitest"
import type { ExposureNode } from "#shared/contract/engine/holding-rows"
import { fittingLabel, nextTowards } from "#renderer/screens/holdings/model/drawn"
import { delimited } from "#renderer/screens/holdings/model/delimited"
import { shareOf } from "#renderer/screens/holdings/model/exposure-index"
import { drawnFor, mapItems, mostDrawn } from "#renderer/screens/holdings/model/map-items"
import { multiplication } from "#renderer/screens/holdings/model/multiplication"
import { categoryPaint, sharePaint } from "#renderer/screens/holdings/model/paint"
import { TileLayout } from "#renderer/screens/holdings/model/tile-layout"

function node(path: string, gross: number, children: readonly ExposureNode[] = []): ExposureNode {
  return {
    path,
    id: path.split("/").at(-1)!,
    kind: children.length === 0 ? "asset" : "atomic",
    factor: 1,
    gross,
    net: gross,
    nettingLoss: 0,
    riskShare: null,
    direction: "LONG",
    market: "",
    sector: "",
    description: "",
    health: null,
    children,
  }
}

const two = node("", 1, [
  node("a", 0.75, [node("a/X", 0.5), node("a/Y", 0.24), node("a/p", 0.006), node("a/q", 0.004)]),
  node("b", 0.25, [node("b/Z", 0.25)]),
])

describe("The items of a map", () => {
  it("gather what is too small, and nothing that would stand alone", () => {
    const items = mapItems(two, { smallest: 0.01, opens: 0 })
    expect(items.children[0]!.children.map(({ key }) => key)).toEqual(["a/X", "a/Y", "a//others"])
    expect(items.children[0]!.children[2]!.gross).toBeCloseTo(0.01, 12)
    expect(items.children[1]!.children.map(({ key }) => key)).toEqual(["b/Z"])
  })

  it("are at most three hundred, whatever is held", () => {
    const sleeves = Array.from({ length: 200 }, (_, s) =>
      node(
        `s${s}`,
        0.005,
        Array.from({ length: 25 }, (_, a) => node(`s${s}/A${a}`, 0.0002)),
      ),
    )
    const items = mapItems(node("", 1, sleeves), { smallest: 0.000_01, opens: 0.000_01 })
    const count = (item: typeof items): number => item.children.reduce((sum, each) => sum + count(each), 1)
    expect(count(items) - 1).toBeLessThanOrEqual(mostDrawn)
  })

  it("stand for what was gathered into them", () => {
    const { children } = mapItems(two, { smallest: 0.01, opens: 0 }).children[0]!
    expect(drawnFor("a/q", children)?.key).toBe("a//others")
    expect(drawnFor("a/X", children)?.key).toBe("a/X")
  })
})

describe("The treemap", () => {
  const place = () => new TileLayout().place(mapItems(two, { smallest: 0.01, opens: 0 }), 800, 600)

  it("gives areas by gross weight, a heading over each sleeve", () => {
    const drawn = place()
    expect(drawn.filter(({ kind }) => kind === "heading").map(({ item }) => item.key)).toEqual(["a", "b"])
    const area = (key: string) => {
      const { x0, x1, y0, y1 } = drawn.find(({ item }) => item.key === key)!.box
      return (x1 - x0) * (y1 - y0)
    }
    expect(area("a/X") / area("a/Y")).toBeCloseTo(0.5 / 0.24, 1)
  })

  it("is walked by the arrow keys, and ends at its edge", () => {
    const drawn = place()
    const at = (key: string) => drawn.find(({ item }) => item.key === key)!
    expect(nextTowards(drawn, at("a/X"), "up")?.item.key).toBe("a")
    expect(nextTowards(drawn, at("a"), "up")).toBeUndefined()
    expect(nextTowards(drawn, at("b"), "down")?.item.key).toBe("b/Z")
  })
})

describe("Labels, colours and figures", () => {
  it("cut a label, then leave it out", () => {
    expect(fittingLabel("NYSE:KO", 60)).toBe("NYSE:KO")
    expect(fittingLabel("NYSE:KO", 30)).toBe("KO")
    expect(fittingLabel("BTCUSDT", 40)).toBe("BTCU…")
    expect(fittingLabel("BTCUSDT", 30)).toBe("")
  })

  it("have eight colours, then the same with textures, then grey", () => {
    expect(categoryPaint(0, "a")).toMatchObject({ colour: "var(--category-1)", texture: "plain" })
    expect(categoryPaint(8, "a")).toMatchObject({ colour: "var(--category-1)", texture: "dots" })
    expect(categoryPaint(24, "a").colour).toBe("var(--neutral)")
  })

  it("are as strong on both sides of zero", () => {
    expect(sharePaint(-0.1, 0.4, "").colour).toBe("var(--negative)")
    expect(sharePaint(-0.1, 0.4, "").amount).toBe(sharePaint(0.1, 0.4, "").amount)
  })

  it("show the multiplication of a path", () => {
    const path = { sleeves: ["n", "l"], factors: [0.4, 0.55], leafNet: 0.1, leafGross: 0.1, net: 0.022 }
    expect(multiplication(path)).toBe("0.40 × 0.55 × 0.10 = 2.20\u00a0%")
  })

  it("have no share of nothing", () => {
    expect([shareOf(1, 4), shareOf(1, 0)]).toEqual([0.25, null])
  })

  it("quote what would break a line of a file", () => {
    expect(delimited([["a,b", 'say "x"', null, -0.5]], ",")).toBe('"a,b","say ""x""",,-0.5\n')
  })
})
