import { expect, test } from "vitest"
import type { RunId } from "#shared/quantity/run-id"
import { resolveMeta, sleevePath } from "#engine/stages/meta/resolve/resolve"
import { noLayers, type SettingLayers } from "#engine/workspace/settings"
import { everyDay } from "../../../../workspaces/days"
import { workspace, type WorkspaceBuilder } from "../../../../workspaces/workspace"
import { built, problemsOf, valueOf } from "../../../workspace/built"

const days = everyDay(20)

async function resolve(
  builder: WorkspaceBuilder,
  metaProfile: string,
  layers: SettingLayers = noLayers,
  executed: ReadonlyMap<string, RunId> = new Map(),
) {
  const { workspace: opened, loaded } = await built(builder)
  return resolveMeta({ workspace: opened, loaded, metaProfile, layers, executed })
}

const threeRuns = () =>
  workspace()
    .sleeve("a", days)
    .sleeve("b", days)
    .sleeve("b2", days, { profile: "b", runId: "b_newer", started: "2026-01-01T00:00:00Z" })

test("the tree is written down with aliases followed, runs, how they were chosen and depths", async () => {
  const builder = threeRuns()
    .meta("inner", ["a", { id: "newest", profile: "b" }])
    .meta("outer", [{ id: "branch", meta_profile: "nick" }, "b"])
    .alias("nick", "inner")
    .alias("production", "outer")
  const resolved = valueOf(await resolve(builder, "production"))
  expect(resolved).toMatchObject({
    schema: 1,
    manifest: { path: "configs/manifest.json", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    root: {
      kind: "meta",
      profile: "outer",
      depth: 2,
      sleeves: [
        {
          kind: "meta",
          id: "branch",
          node: {
            profile: "inner",
            depth: 1,
            sleeves: [
              {
                kind: "atomic",
                id: "a",
                profile: "a",
                runId: "a_run",
                runPath: "data/artifacts/summaries/runs/a_run",
                chosen: "pinned",
                completeness: "inferred",
              },
              { kind: "atomic", id: "newest", profile: "b", runId: "b_newer", chosen: "latest" },
            ],
          },
        },
        { kind: "atomic", id: "b", runId: "b_run", chosen: "pinned" },
      ],
    },
  })
})

test("an empty pin means the latest run", async () => {
  const builder = threeRuns().meta("m", ["a", { id: "b", profile: "b", run_id: "" }])
  expect(valueOf(await resolve(builder, "m")).root.sleeves[1]).toMatchObject({
    runId: "b_newer",
    chosen: "latest",
  })
})

test("an executed run takes the place of pin and latest, by the sleeve's path", async () => {
  const builder = threeRuns().meta("inner", ["a", "b"]).meta("outer", ["inner", "b"])
  const executed = new Map([[sleevePath(["inner", "b"]), "b_newer" as RunId]])
  const { root } = valueOf(await resolve(builder, "outer", noLayers, executed))
  expect(root.sleeves).toMatchObject([
    { node: { sleeves: [{ chosen: "pinned" }, { runId: "b_newer", chosen: "executed" }] } },
    { runId: "b_run", chosen: "pinned" },
  ])
})

test("a run recorded by run.json says so", async () => {
  const builder = workspace()
    .sleeve("a", days, { record: { state: "succeeded_with_warnings" } })
    .meta("m", ["a"])
  expect(valueOf(await resolve(builder, "m")).root.sleeves[0]).toMatchObject({
    completeness: "recorded",
  })
})

test("a pinned run that is missing is a problem although the profile has others", async () => {
  const builder = threeRuns().meta("m", ["a", { id: "s", profile: "b", run_id: "b_rum" }])
  expect(problemsOf(await resolve(builder, "m"))).toMatchObject([
    {
      code: "run.missing",
      where: expect.stringMatching(
        /profiles\.m\.sleeves\[1\] \(sleeve s\): data\/artifacts\/summaries\/runs\/b_rum$/,
      ),
      remedy: expect.stringContaining("b_run"),
    },
  ])
})

test("a pinned run that is not complete is a problem that says what it lacks", async () => {
  const builder = workspace()
    .sleeve("a", days)
    .sleeve("b", days, { lacks: ["flattened"] })
    .meta("m", ["a", "b"])
  expect(problemsOf(await resolve(builder, "m"))).toMatchObject([
    {
      code: "run.incomplete",
      seen: "missing: data/portfolio_flattened.json",
      where: expect.stringContaining("(sleeve b)"),
    },
  ])
})

test("every unresolved sleeve of the tree is told at once", async () => {
  const builder = workspace()
    .sleeve("a", days, { lacks: ["run"] })
    .sleeve("b", days, { lacks: ["streams"] })
    .meta("inner", ["a", "b"])
    .meta("outer", ["inner", { id: "c", profile: "b" }])
  expect(problemsOf(await resolve(builder, "outer")).map(({ code }) => code)).toEqual([
    "run.missing",
    "run.incomplete",
    "run.none",
  ])
})

test("a pin that would leave the runs folder is refused", async () => {
  const builder = threeRuns().meta("m", [{ id: "s", profile: "b", run_id: "../../secret" }])
  expect(problemsOf(await resolve(builder, "m"))).toMatchObject([
    { code: "manifest.shape", seen: "../../secret" },
  ])
})

test("a pin to another profile's run is worth a warning", async () => {
  const builder = threeRuns().meta("m", [{ id: "s", profile: "a", run_id: "b_run" }])
  expect(valueOf(await resolve(builder, "m")).remarks).toMatchObject([
    { code: "run.otherProfile", seen: "a run of b, not of a" },
  ])
})

test("max_depth of the root decides how deep nesting may go", async () => {
  const nested = () => threeRuns().meta("m1", ["a"]).meta("m2", ["m1"])
  expect(
    problemsOf(await resolve(nested().meta("top", ["m2"], { allocation: { max_depth: 2 } }), "top")),
  ).toMatchObject([{ code: "profile.tooDeep", seen: "depth 3: top -> m2 -> m1 -> a" }])
  expect(valueOf(await resolve(nested().meta("top", ["m2"]), "top")).root.depth).toBe(3)
})

test("a cycle is refused before any run is looked for", async () => {
  const builder = workspace().meta("x", [{ id: "self", meta_profile: "x" }])
  expect(problemsOf(await resolve(builder, "x"))).toMatchObject([{ code: "profile.cycle", seen: "x -> x" }])
})

test("a nested profile keeps its own weights' settings; the command's run-wide ones reach it", async () => {
  const builder = threeRuns()
    .meta("inner", ["a", "b"], { min: 0.1, max: 0.9 })
    .meta("outer", ["inner", "b"], { min: 0.05, max: 0.5 })
  const command = {
    min_weight: 0.2,
    "meta_allocation.strict": true,
    "features.feat_directional_sign_test_gate": true,
  }
  const { root } = valueOf(await resolve(builder, "outer", { ...noLayers, command }))
  const inner = root.sleeves[0]
  expect(root.settings.allocation).toMatchObject({ min_weight: 0.2, strict: true })
  expect(inner?.kind === "meta" && inner.node.settings).toMatchObject({
    allocation: { min_weight: 0.1, max_weight: 0.9, strict: true },
    features: { feat_directional_sign_test_gate: true },
    origins: { "meta_allocation.min_weight": "profile", "meta_allocation.strict": "command" },
  })
})

test("a wrong setting of a nested profile is told with its place", async () => {
  const builder = threeRuns()
    .meta("inner", ["a"], { allocation: { join: "outer" } })
    .meta("outer", ["inner", "b"])
  expect(problemsOf(await resolve(builder, "outer"))).toMatchObject([
    { code: "settings.value", where: expect.stringContaining("profiles.inner.meta_allocation.join") },
  ])
})
