import { rmSync } from "node:fs"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { listProfiles } from "#engine/workspace/profiles"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { everyDay } from "../../workspaces/days"
import { workspace, type WorkspaceBuilder, type WrittenWorkspace } from "../../workspaces/workspace"

const written: WrittenWorkspace[] = []
afterEach(() => written.splice(0).forEach((one) => one.remove()))

async function load(builder: WorkspaceBuilder) {
  const files = await builder.write()
  written.push(files)
  const opened = openWorkspace(files.root)
  if (!opened.ok) throw new Error(opened.problems[0].what)
  return loadManifest(opened.value)
}

test("a folder that does not exist is no workspace", () => {
  const opened = openWorkspace("/nowhere/at/all")
  expect(opened).toMatchObject({
    ok: false,
    problems: [{ code: "workspace.missing", where: "/nowhere/at/all", seen: "nothing there" }],
  })
})

test("a manifest outside the usual place is named from the workspace's root", async () => {
  const files = await workspace().file("other/m.json", '{"defaults": {}, "profiles": {}}').write()
  written.push(files)
  const opened = openWorkspace(files.root, { manifestPath: "other/m.json" })
  expect(opened.ok && loadManifest(opened.value)).toMatchObject({ ok: true, value: { path: "other/m.json" } })
})

test("a workspace without a manifest says where it should be and how to get one", async () => {
  const files = await workspace().write()
  written.push(files)
  rmSync(join(files.root, "configs/manifest.json"))
  const opened = openWorkspace(files.root)
  expect(opened.ok && loadManifest(opened.value)).toMatchObject({
    ok: false,
    problems: [
      { code: "manifest.missing", where: "configs/manifest.json", remedy: expect.stringContaining("init") },
    ],
  })
})

test("a malformed manifest is located by line and column", async () => {
  const text = '{\n  "defaults": {},\n  "profiles": {\n    "a": {"description": "x",}\n  }\n}\n'
  expect(await load(workspace().manifestText(text))).toMatchObject({
    ok: false,
    problems: [{ code: "manifest.syntax", where: "configs/manifest.json:4:30" }],
  })
})

test("a manifest that ends too early is malformed too", async () => {
  expect(await load(workspace().manifestText('{"defaults": {}'))).toMatchObject({
    ok: false,
    problems: [{ code: "manifest.syntax", where: "configs/manifest.json:1:16" }],
  })
})

test.each([
  ["deeper than any manifest", "[".repeat(30_000) + "]".repeat(30_000), "more than 200 inside one another"],
  ["torn and deep", "[".repeat(30_000), "more than 200 inside one another"],
  ["1e999", "1e999", "a number beyond 1.8e308"],
  ["half of a surrogate pair", '"\\ud800"', "text with half of a surrogate pair"],
  ["such a name", '{"\\udfff": 1}', "a name with half of a surrogate pair"],
])("%s is refused before anything walks through it", async (_, value, seen) => {
  const text = `{"defaults": {}, "profiles": {"a": {"features": {"x": ${value}}}}}`
  expect(await load(workspace().manifestText(text))).toMatchObject({
    problems: [{ code: "manifest.shape", seen }],
  })
})

test("a value of the wrong shape is located by JSON path, line and column", async () => {
  const text =
    '{\n  "defaults": {},\n  "profiles": {\n    "m": {"sleeves": [{"id": "a", "profile": "p"}, {"id": 7, "profile": "p"}]}\n  }\n}\n'
  expect(await load(workspace().manifestText(text))).toMatchObject({
    ok: false,
    problems: [
      {
        code: "manifest.shape",
        where: "configs/manifest.json:4:59 profiles.m.sleeves[1].id",
        seen: "7: expected string, received number",
      },
    ],
  })
})

test("a sleeve needs exactly one of profile and meta_profile", async () => {
  const text =
    '{"defaults": {}, "profiles": {"m": {"sleeves": [{"id": "a", "profile": "p", "meta_profile": "q"}]}}}'
  expect(await load(workspace().manifestText(text))).toMatchObject({
    ok: false,
    problems: [
      {
        code: "manifest.shape",
        where: expect.stringContaining("profiles.m.sleeves[0]"),
        seen: expect.stringContaining("exactly one"),
      },
    ],
  })
})

test("defaults are mandatory", async () => {
  expect(await load(workspace().manifestText('{"profiles": {}}'))).toMatchObject({
    ok: false,
    problems: [{ code: "manifest.shape", where: "configs/manifest.json:1:1 defaults" }],
  })
})

test("a default profile that does not exist is named with the nearest names", async () => {
  const loaded = await load(
    workspace()
      .sleeve("crypto", everyDay(5))
      .manifest((m) => (m["default_profile"] = "crypt")),
  )
  expect(loaded).toMatchObject({
    ok: false,
    problems: [{ code: "profile.unknown", seen: "crypt", remedy: "Did you mean crypto?" }],
  })
})

test("unknown keys are kept and warned about with the key that was probably meant", async () => {
  const loaded = await load(
    workspace()
      .sleeve("a", everyDay(5))
      .meta("m", ["a"], {
        allocation: { min_wieght: 0.1 },
        features: { feat_directional_sign_tets_gate: true },
      })
      .manifest((m) => (m["extra"] = 1)),
  )
  if (!loaded.ok) throw new Error(loaded.problems[0].what)
  expect(loaded.value.warnings.map(({ code, seen, remedy }) => [code, seen, remedy])).toEqual([
    ["manifest.unknownKey", "extra", expect.stringContaining("It is kept")],
    ["manifest.unknownKey", "min_wieght", expect.stringContaining("Did you mean min_weight?")],
    [
      "manifest.unknownKey",
      "feat_directional_sign_tets_gate",
      expect.stringContaining("feat_directional_sign_test_gate"),
    ],
  ])
  expect(loaded.value.manifest).toMatchObject({
    extra: 1,
    profiles: { m: { meta_allocation: { min_wieght: 0.1 } } },
  })
})

test("the platform's own sections are not judged", async () => {
  const loaded = await load(
    workspace().manifest(
      (m) => (m["profiles"] = { p: { data: { anything: 1 }, backtest: { whatever: 2 } } }),
    ),
  )
  expect(loaded.ok && loaded.value.warnings).toEqual([])
})

test("a byte order mark does no harm", async () => {
  expect(await load(workspace().manifestText('\uFEFF{"defaults": {}, "profiles": {}}'))).toMatchObject({
    ok: true,
  })
})

test("profiles are listed with kind, depth, sleeves, risk profiles and what an alias stands for", async () => {
  const loaded = await load(
    workspace()
      .sleeve("a", everyDay(5))
      .sleeve("b", everyDay(5))
      .meta("inner", ["a", "b"], { allocation: { profile: "erc" } })
      .meta("outer", ["inner", "a"], { allocation: { profiles: ["hrp", "min_variance"] } })
      .alias("production", "outer")
      .manifest((m) =>
        Object.assign(m.profiles["a"] as object, { backtest: { profiles: "hrp, erc,unheard_of" } }),
      ),
  )
  expect(loaded.ok && listProfiles(loaded.value)).toMatchObject([
    { name: "a", kind: "atomic", depth: 0, sleeves: [], risk_profiles: ["hrp", "risk_parity"] },
    { name: "b", kind: "atomic", depth: 0 },
    { name: "inner", kind: "meta", depth: 1, sleeves: ["a", "b"], risk_profiles: ["risk_parity"] },
    {
      name: "outer",
      kind: "meta",
      depth: 2,
      sleeves: ["inner", "a"],
      risk_profiles: ["hrp", "min_variance"],
    },
    { name: "production", alias_of: "outer", kind: "meta", depth: 2 },
  ])
})

test("a meta profile that names no risk profile is run for hrp", async () => {
  const loaded = await load(workspace().sleeve("a", everyDay(5)).meta("m", ["a"]))
  expect(loaded.ok && listProfiles(loaded.value)[1]?.risk_profiles).toEqual(["hrp"])
})

test("a profile inside a cycle has no depth", async () => {
  const loaded = await load(workspace().meta("m", [{ id: "x", meta_profile: "m" }]))
  expect(loaded.ok && listProfiles(loaded.value)).toMatchObject([{ name: "m", depth: null }])
})
