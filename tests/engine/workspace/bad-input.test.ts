import { join } from "node:path"
import { expect, test } from "vitest"
import { exitCodeOf, type Problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { loadStream } from "#engine/workspace/streams"
import { everyDay } from "../../workspaces/days"
import type { SleeveOptions } from "../../workspaces/options"
import { workspace, type WorkspaceBuilder } from "../../workspaces/workspace"
import { built, problemsOf, valueOf } from "./built"

const days = everyDay(30)
const run = "data/artifacts/summaries/runs/a_run"

/** The whole first problem: nothing of it may get lost or worse without being noticed. */
function told(result: Result<unknown>): Problem {
  const problems = problemsOf(result)
  expect(exitCodeOf(problems)).toBe(3)
  return problems[0]
}

async function resolved(builder: WorkspaceBuilder, metaProfile: string) {
  const { workspace: opened, loaded } = await built(builder)
  return resolveMeta({ workspace: opened, loaded, metaProfile, layers: noLayers, executed: new Map() })
}

async function streamOf(options: SleeveOptions) {
  const { written } = await built(workspace().sleeve("a", days, options))
  return loadStream(written.runPath("a"), {
    sleeveId: "m/a",
    runPath: run,
    riskProfile: "hrp",
    settings: { stream: {}, stream_profiles: {}, allow_stream_substitution: false },
  })
}

test("a missing manifest", async () => {
  const { written } = await built(workspace())
  const opened = valueOf(openWorkspace(written.root, { manifestPath: "configs/none.json" }))
  expect(told(loadManifest(opened))).toEqual({
    code: "manifest.missing",
    what: "This manifest file is missing.",
    where: join(written.root, "configs/none.json"),
    seen: "no such file",
    remedy: "Name one that exists with --manifest FILE, or leave it out for configs/manifest.json.",
  })
})

test("a malformed manifest", async () => {
  const { written } = await built(
    workspace().file("configs/bad.json", '{\n  "defaults": {}\n  "profiles": {}\n}\n'),
  )
  const opened = valueOf(openWorkspace(written.root, { manifestPath: "configs/bad.json" }))
  expect(told(loadManifest(opened))).toEqual({
    code: "manifest.syntax",
    what: "The manifest is not valid JSON.",
    where: "configs/bad.json:3:3",
    seen: 'comma expected, at "\\"profiles\\": {}"',
    remedy: "Correct the JSON at this line and column.",
  })
})

test("an unknown profile", async () => {
  const builder = workspace().sleeve("a", days).meta("meta_crypto", ["a"]).meta("meta_trend", ["a"])
  expect(told(await resolved(builder, "meta_cripto"))).toEqual({
    code: "profile.unknown",
    what: "The manifest has no profile of that name.",
    where: "configs/manifest.json profiles",
    seen: "meta_cripto",
    remedy: "Did you mean meta_crypto?",
  })
})

test("a cycle", async () => {
  const text = `{
  "defaults": {},
  "profiles": {
    "x": {"sleeves": [{"id": "down", "meta_profile": "y"}]},
    "y": {"sleeves": [{"id": "up", "meta_profile": "x"}]}
  }
}`
  expect(told(await resolved(workspace().manifestText(text), "x"))).toEqual({
    code: "profile.cycle",
    what: "A meta profile contains itself.",
    where: "configs/manifest.json:5:23 profiles.y.sleeves[0]",
    seen: "x -> y -> x",
    remedy: "Remove one of these sleeves: nesting has to end at atomic profiles.",
  })
})

test("a sleeve run that isn't complete", async () => {
  const builder = workspace()
    .sleeve("a", days, { lacks: ["streams"] })
    .meta("m", ["a"])
  expect(told(await resolved(builder, "m"))).toEqual({
    code: "run.incomplete",
    what: "A sleeve's run is not complete.",
    where: expect.stringMatching(
      /^configs\/manifest\.json:\d+:\d+ profiles\.m\.sleeves\[0\] \(sleeve a\): data\/artifacts\/summaries\/runs\/a_run$/,
    ),
    seen: "missing: a return stream in data/returns",
    remedy: "Finish or repeat that run, or pin the sleeve to another one.",
  })
})

test("a sleeve run that doesn't exist", async () => {
  const builder = workspace()
    .sleeve("a", days, { lacks: ["run"] })
    .meta("m", ["a"])
  expect(told(await resolved(builder, "m"))).toEqual({
    code: "run.missing",
    what: "The run does not exist.",
    where: expect.stringMatching(/\(sleeve a\): data\/artifacts\/summaries\/runs\/a_run$/),
    seen: "no such folder",
    remedy: "Run a first, or correct the run_id.",
  })
})

test("a missing stream", async () => {
  expect(told(await streamOf({ risks: ["min_variance", "equal_weight"] }))).toEqual({
    code: "stream.missing",
    what: "A sleeve has no return stream for hrp.",
    where: `sleeve m/a: ${run}/data/returns`,
    seen: "custom_cvxportfolio_equal_weight, custom_cvxportfolio_min_variance",
    remedy: "Run the sleeve for hrp, name a source under meta_allocation.stream_profiles, or leave hrp out.",
  })
})

test("a NaN in a stream", async () => {
  expect(told(await streamOf({ plant: { at: 9, value: Number.NaN } }))).toEqual({
    code: "stream.notFinite",
    what: "A return stream holds values that are no numbers.",
    where: `sleeve m/a: ${run}/data/returns/custom_cvxportfolio_hrp.parquet: 2025-01-10`,
    seen: "2025-01-10 NaN",
    remedy: "Repeat the sleeve's run; a missing return is never filled in.",
  })
})

test("a duplicate date in a stream", async () => {
  expect(told(await streamOf({ duplicateAt: 9 }))).toEqual({
    code: "stream.duplicateDay",
    what: "A return stream has more than one return on a UTC day.",
    where: `sleeve m/a: ${run}/data/returns/custom_cvxportfolio_hrp.parquet: 2025-01-10`,
    seen: "2025-01-10",
    remedy: "Repeat the sleeve's run with one row per day.",
  })
})
