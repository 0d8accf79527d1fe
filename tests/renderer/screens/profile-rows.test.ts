import { describe, expect, it } from "vitest"
import { lineMatches, profileRows } from "#renderer/screens/profiles/profile-rows"
import type { ProfileMember, ProfileNode } from "#shared/contract/engine/profile-rows"
import { problem } from "#shared/problem/problem"

const cycle = problem("profile.cycle", {
  what: "A cycle.",
  where: "m",
  seen: "a > b > a",
  remedy: "break it",
})

const member = (id: string, changes: Partial<ProfileMember> = {}): ProfileMember => ({
  id,
  kind: "meta",
  profile: id,
  target: id,
  pinnedRun: null,
  bounds: null,
  line: 1,
  problem: null,
  ...changes,
})

const profile = (
  name: string,
  members: readonly ProfileMember[] = [],
  more: Partial<ProfileNode> = {},
): ProfileNode => ({
  name,
  kind: members.length > 0 ? "meta" : "atomic",
  depth: 0,
  sleeves: members.map(({ id }) => id),
  riskProfiles: ["hrp"],
  aliasOf: null,
  description: null,
  line: 1,
  lastRun: null,
  members,
  bounds: null,
  healthThreshold: null,
  problems: [],
  comparable: [],
  lastReport: null,
  ...more,
})

const tree = (profiles: readonly ProfileNode[]) => ({
  manifest: "configs/manifest.json",
  defaultProfile: null,
  profiles,
  warnings: [],
})

describe("The tree of profiles", () => {
  it("unfolds meta profiles through their sleeves, and lists no atomic profile or alias by itself", () => {
    const rows = profileRows(
      tree([
        profile("root", [member("inner"), member("leaf", { kind: "atomic" })]),
        profile("inner", [member("leaf", { kind: "atomic" })]),
        profile("leaf"),
        profile("other", [member("leaf")], { aliasOf: "root" }),
      ]),
    )
    expect(rows.map(({ key }) => key)).toEqual(["root", "inner"])
    expect(rows[0]!.children.map(({ key, level }) => [key, level])).toEqual([
      ["root/inner", 1],
      ["root/leaf", 1],
    ])
    expect(rows[0]!.children[0]!.children.map(({ key }) => key)).toEqual(["root/inner/leaf"])
  })

  it("shows a cycle in its place and does not unfold it", () => {
    const rows = profileRows(
      tree([profile("a", [member("b")]), profile("b", [member("a", { problem: cycle })])]),
    )
    const inA = rows[0]!.children[0]!.children[0]!
    expect([inA.key, inA.item.problem?.seen, inA.children]).toEqual(["a/b/a", "a > b > a", []])
  })

  it("keeps a sleeve that leads nowhere", () => {
    const rows = profileRows(tree([profile("a", [member("gone", { target: null, problem: cycle })])]))
    expect(rows[0]!.children[0]!.item).toMatchObject({ name: "gone", profile: null })
  })

  it("is searched by the name of the sleeve, the profile and its description", () => {
    const line = profileRows(tree([profile("core", [member("x")], { description: "All of it" })]))[0]!.item
    expect(["core", "all of", "nothing"].map((text) => lineMatches(line, text))).toEqual([true, true, false])
  })
})
