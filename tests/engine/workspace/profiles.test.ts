import { expect, test } from "vitest"
import { checkMetaProfile, findMetaProfile, findProfile, namesOfProfile } from "#engine/workspace/profiles"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { built, problemsOf } from "./built"

const days = everyDay(5)

test("aliases are followed to the profile they stand for", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("production_2026_q1", days)
      .alias("production", "live")
      .alias("live", "production_2026_q1"),
  )
  expect(findProfile(loaded, "production")).toMatchObject({ ok: true, value: { name: "production_2026_q1" } })
  expect(namesOfProfile(loaded, "production_2026_q1")).toEqual(["production_2026_q1", "production", "live"])
})

test("an unknown profile is answered with the nearest names", async () => {
  const { loaded } = await built(
    workspace().sleeve("crypto_ma", days).sleeve("crypto_osc", days).sleeve("etfs", days),
  )
  expect(problemsOf(findProfile(loaded, "cripto_ma"))).toMatchObject([
    {
      code: "profile.unknown",
      where: "configs/manifest.json profiles",
      seen: "cripto_ma",
      remedy: "Did you mean crypto_ma?",
    },
  ])
  expect(problemsOf(findProfile(loaded, "zzzzzzzzzzzz"))[0].remedy).toBe(
    "Known: crypto_ma, crypto_osc, etfs.",
  )
})

test("an alias of nothing shows the way that led there", async () => {
  const { loaded } = await built(workspace().sleeve("a", days).alias("b", "absent"))
  expect(problemsOf(findProfile(loaded, "b"))).toMatchObject([
    {
      code: "profile.unknown",
      where: expect.stringMatching(/^configs\/manifest\.json:\d+:\d+ profiles\.b$/),
      seen: "b -> absent",
    },
  ])
})

test("aliases that lead back to themselves are refused with their path", async () => {
  const { loaded } = await built(workspace().alias("a", "b").alias("b", "c").alias("c", "a"))
  expect(problemsOf(findProfile(loaded, "a"))).toMatchObject([
    { code: "manifest.aliasCycle", seen: "a -> b -> c -> a", where: expect.stringContaining("profiles.c") },
  ])
})

test("names of the prototype are no profiles", async () => {
  const { loaded } = await built(workspace().sleeve("a", days))
  expect(problemsOf(findProfile(loaded, "constructor"))[0].code).toBe("profile.unknown")
})

test("an atomic profile is not run as a meta profile", async () => {
  const { loaded } = await built(workspace().sleeve("a", days).meta("m", ["a"]))
  expect(problemsOf(findMetaProfile(loaded, "a"))).toMatchObject([
    { code: "profile.notMeta", remedy: "Meta profiles: m." },
  ])
})

test("a meta profile is recognised by its sleeves, not by its name", async () => {
  const { loaded } = await built(workspace().sleeve("meta_looking", days).meta("plain", ["meta_looking"]))
  expect(findMetaProfile(loaded, "plain").ok).toBe(true)
  expect(findMetaProfile(loaded, "meta_looking").ok).toBe(false)
})

test("a sound tree has nothing wrong", async () => {
  const { loaded } = await built(
    workspace().sleeve("a", days).sleeve("b", days).meta("inner", ["a", "b"]).meta("outer", ["inner", "a"]),
  )
  expect(checkMetaProfile(loaded, "outer", 3)).toEqual([])
})

test("a cycle is refused with its path, aliases followed", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .meta("x", ["a", { id: "down", meta_profile: "y" }])
      .meta("y", [{ id: "again", meta_profile: "other_x" }, "a"])
      .alias("other_x", "x"),
  )
  expect(checkMetaProfile(loaded, "x", 3)).toMatchObject([
    {
      code: "profile.cycle",
      seen: "x -> y -> x",
      where: expect.stringMatching(/:\d+:\d+ profiles\.y\.sleeves\[0\]$/),
    },
  ])
})

test("a cycle further down is told without the way to it", async () => {
  const { loaded } = await built(
    workspace()
      .meta("top", ["x"])
      .meta("x", [{ id: "self", meta_profile: "x" }]),
  )
  expect(checkMetaProfile(loaded, "top", 3).map(({ seen }) => seen)).toEqual(["x -> x"])
})

test("depth 3 is allowed and depth 4 is refused with its longest path", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .meta("m1", ["a"])
      .meta("m2", ["a", "m1"])
      .meta("m3", ["m2", "a"])
      .meta("m4", ["m3"]),
  )
  expect(checkMetaProfile(loaded, "m3", 3)).toEqual([])
  expect(checkMetaProfile(loaded, "m4", 3)).toMatchObject([
    { code: "profile.tooDeep", seen: "depth 4: m4 -> m3 -> m2 -> m1 -> a" },
  ])
})

test("a sleeve id used twice is refused where it stands", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .sleeve("b", days)
      .meta("m", ["a", { id: "a", of: "b" }]),
  )
  expect(checkMetaProfile(loaded, "m", 3)).toMatchObject([
    { code: "manifest.duplicateSleeve", where: expect.stringContaining("profiles.m.sleeves[1].id") },
  ])
})

test("a sleeve of an unknown profile is refused with its place and the nearest names", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("crypto", days)
      .meta("m", [{ id: "s", profile: "crpto" }]),
  )
  expect(checkMetaProfile(loaded, "m", 3)).toMatchObject([
    {
      code: "profile.unknown",
      where: expect.stringMatching(
        /^configs\/manifest\.json:\d+:\d+ profiles\.m\.sleeves\[0\] \(sleeve s\)$/,
      ),
      remedy: "Did you mean crypto?",
    },
  ])
})

test("a meta profile named as an atomic one is refused with the right key", async () => {
  const { loaded } = await built(
    workspace()
      .sleeve("a", days)
      .meta("inner", ["a"])
      .meta("m", [{ id: "s", profile: "inner" }]),
  )
  expect(checkMetaProfile(loaded, "m", 3)).toMatchObject([
    { code: "manifest.shape", remedy: 'Write "meta_profile": "inner" instead.' },
  ])
})
