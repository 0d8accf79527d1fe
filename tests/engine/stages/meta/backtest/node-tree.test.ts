import { describe, expect, it } from "vitest"
import { columnOf, frameOf } from "#engine/numerics/frame"
import { leafCounts, leafFrame } from "#engine/stages/meta/backtest/node-tree"
import { node } from "./nodes"

const hrp = { risk_profile: "hrp" }
const on = (...days: number[]) => ({ frame: frameOf(Int32Array.from(days), []) })
const branch = node({ a: [0.1, 0.2, 0.3, 0.4] }, hrp, { path: "m/branch", ...on(0, 1, 2, 3) })
const root = (join: "drop" | "compound") =>
  node({ c: [0, 0, 0], branch: [9, 9, 9] }, hrp, { ...on(0, 2, 3), join, children: new Map([[1, branch]]) })

describe("the atomic sleeves below a meta profile", () => {
  it("are named by their paths, in column order", () => {
    expect(leafFrame(root("drop")).names).toEqual(["m/c", "m/branch/a"])
    expect(leafCounts(root("drop"))).toEqual([1, 1])
  })

  it("stand on the profile's own days, days in between left out", () => {
    const leaves = leafFrame(root("drop"))
    expect([...leaves.days]).toEqual([0, 2, 3])
    expect([...columnOf(leaves, 1)]).toEqual([0.1, 0.3, 0.4])
  })

  it("or with the days in between compounded, where the profile joins so", () => {
    const [first, second, third] = columnOf(leafFrame(root("compound")), 1)
    expect(first).toBe(0.1)
    expect(second).toBeCloseTo(1.2 * 1.3 - 1, 15)
    expect(third).toBe(0.4)
  })
})
