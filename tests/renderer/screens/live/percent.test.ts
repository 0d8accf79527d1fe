import { describe, expect, it } from "vitest"
import type { ProfileMember, ProfileNode } from "#shared/contract/engine/profile-rows"
import { expectedWork, shareDone } from "#renderer/screens/live/percent"
import { workItems } from "#renderer/screens/live/work-items"
import { heard, step, trace } from "./told"

function profile(name: string, members: readonly string[], riskProfiles: readonly string[] = ["hrp"]) {
  const sleeves = members.map(
    (one) => ({ id: one, kind: "meta", profile: one, target: one }) as ProfileMember,
  )
  return { name, kind: "meta", riskProfiles, members: sleeves } as unknown as ProfileNode
}

describe("The percent done", () => {
  it("counts returns and weights of each nested profile once, per risk profile, and what a run has once", () => {
    const profiles = [
      profile("world", ["crypto", "old"], ["hrp", "erc"]),
      profile("crypto", []),
      profile("old", ["crypto"]),
    ]
    // Two risk profiles: 3 profiles with returns and weights, one flattening; resolution, signs, report.
    expect(expectedWork(profiles, "world", null)).toBe(2 * (2 * 3 + 1) + 3)
    expect(expectedWork(profiles, "world", ["hrp"])).toBe(10)
    expect(expectedWork(profiles, "nobody", null)).toBeNull()
  })

  it("ends in a cycle of profiles as it would for a tree", () => {
    expect(expectedWork([profile("a", ["b"]), profile("b", ["a"])], "a", null)).toBe(8)
  })

  it("is the share of the expected work, with parts of what goes on", () => {
    const items = workItems(
      trace([step("resolve", "world", null, 0, 1), step("meta.returns", "world", "hrp", 1, null)]),
      [heard("meta.returns", "world", "hrp", "running", 0.5)],
      "running",
    )
    expect(shareDone(items, 10, "running")).toBeCloseTo(0.15, 12)
  })

  it("stays below all until the run has ended well, also when more was done than was expected", () => {
    const items = workItems(trace([step("resolve", "world", null, 0, 1)]), [], "running")
    expect(shareDone(items, 1, "running")).toBe(0.99)
    expect(shareDone(items, 1, "succeeded_with_warnings")).toBe(1)
  })

  it("stays where it was in a run that failed", () => {
    const items = workItems(
      trace([
        step("resolve", "world", null, 0, 1),
        step("meta.returns", "world", "hrp", 1, 2, { status: "failure" }),
      ]),
      [],
      "failed",
    )
    expect(shareDone(items, 10, "failed")).toBe(0.1)
  })

  it("is nothing for a run that waits, and unknown where nothing tells how much there is", () => {
    expect(shareDone([], 10, "queued")).toBe(0)
    expect(shareDone([], null, "crashed")).toBeNull()
  })
})
