import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { expect, test } from "vitest"
import { currentProcess } from "#engine/artifacts/process-identity"
import { findRun, latestRun, listRuns } from "#engine/workspace/runs"
import { everyDay } from "../../workspaces/days"
import type { Lack } from "../../workspaces/options"
import { workspace } from "../../workspaces/workspace"
import { built, problemsOf, valueOf } from "./built"

const days = everyDay(20)

test("a workspace without runs has none", async () => {
  const { workspace: opened } = await built(workspace())
  expect(valueOf(listRuns(opened))).toEqual([])
})

test("a run of the platform is complete by its files", async () => {
  const { workspace: opened, written } = await built(
    workspace().sleeve("a", days, { risks: ["min_variance", "hrp"], started: "2026-01-22T16:25:00Z" }),
  )
  expect(valueOf(findRun(opened, "a_run"))).toEqual({
    runId: "a_run",
    path: written.runPath("a"),
    relativePath: "data/artifacts/summaries/runs/a_run",
    kind: "atomic",
    profile: "a",
    state: "succeeded",
    completeness: "inferred",
    started: "2026-01-22T16:25:00.000000",
    ended: null,
    riskProfiles: ["hrp", "min_variance"],
    missing: [],
  })
})

test.each<[Lack, string]>([
  ["genesis", "a genesis record in audit.jsonl"],
  ["ledger", "a genesis record in audit.jsonl"],
  ["streams", "a return stream in data/returns"],
  ["flattened", "data/portfolio_flattened.json"],
])("a run of the platform without its %s is incomplete and says what it lacks", async (lack, missing) => {
  const { workspace: opened } = await built(workspace().sleeve("a", days, { lacks: [lack] }))
  expect(valueOf(findRun(opened, "a_run"))).toMatchObject({
    completeness: "incomplete",
    missing: [missing],
    profile: "a",
  })
})

test("streams that are still pickles count as streams: reading one tells how to convert it", async () => {
  const { workspace: opened } = await built(workspace().sleeve("a", days, { format: "pkl" }))
  expect(valueOf(findRun(opened, "a_run")).completeness).toBe("inferred")
})

test("run.json is believed before the files", async () => {
  const { workspace: opened } = await built(
    workspace().sleeve("a", days, {
      record: { state: "failed", profile: "other", ended: "2026-02-01T00:00:00.000Z" },
    }),
  )
  expect(valueOf(findRun(opened, "a_run"))).toMatchObject({
    profile: "other",
    state: "failed",
    completeness: "incomplete",
    ended: "2026-02-01T00:00:00.000Z",
    missing: ["a successful end (run.json says failed)"],
  })
})

test("a run whose process is gone is shown as crashed, a living one as running", async () => {
  const dead = { pid: 999_999_999, started: "2026-01-01T00:00:00.000Z" }
  const { workspace: opened } = await built(
    workspace()
      .sleeve("dead", days, { record: { state: "running", process: dead } })
      .sleeve("alive", days, { record: { state: "running", process: currentProcess() } }),
  )
  expect(valueOf(findRun(opened, "dead_run")).state).toBe("crashed")
  expect(valueOf(findRun(opened, "alive_run")).state).toBe("running")
})

test("a run.json that can't be read makes the run incomplete, not the listing", async () => {
  const { workspace: opened, written } = await built(workspace().sleeve("a", days).sleeve("b", days))
  writeFileSync(`${written.runPath("a")}/run.json`, "{")
  const [a, b] = ["a_run", "b_run"].map((id) => valueOf(listRuns(opened)).find(({ runId }) => runId === id))
  expect(a).toMatchObject({
    state: "crashed",
    completeness: "incomplete",
    missing: [expect.stringContaining("run.json")],
  })
  expect(b).toMatchObject({ completeness: "inferred" })
})

test("runs are listed by their genesis, oldest first, whatever their names", async () => {
  const { workspace: opened } = await built(
    workspace()
      .sleeve("a", days, { runId: "zzz_old", started: "2025-01-01T00:00:00Z" })
      .sleeve("b", days, { runId: "aaa_new", started: "2026-01-01T00:00:00Z" })
      .sleeve("c", days, { runId: "mmm_mid", started: "2025-06-01T00:00:00Z" }),
  )
  expect(valueOf(listRuns(opened)).map(({ runId }) => runId)).toEqual(["zzz_old", "mmm_mid", "aaa_new"])
})

test("the latest run is the newest complete one, not the last by name", async () => {
  const one = (runId: string, started: string, lacks: readonly Lack[] = []) => ({
    profile: "p",
    runId,
    started,
    lacks,
  })
  const { workspace: opened } = await built(
    workspace()
      .sleeve("x", days, one("ray_p", "2025-01-01T00:00:00Z"))
      .sleeve("y", days, one("20250601", "2025-06-01T00:00:00Z"))
      .sleeve("z", days, one("20250701", "2025-07-01T00:00:00Z", ["flattened"])),
  )
  expect(valueOf(latestRun(opened, "p")).runId).toBe("20250601")
})

test("a run under an alias of the profile counts as its run", async () => {
  const { workspace: opened } = await built(workspace().sleeve("a", days, { profile: "production" }))
  expect(valueOf(latestRun(opened, "production_2026_q1", ["production_2026_q1", "production"])).runId).toBe(
    "a_run",
  )
})

test("a profile without a complete run says which runs it has and what they lack", async () => {
  const { workspace: opened } = await built(workspace().sleeve("a", days, { lacks: ["flattened"] }))
  expect(problemsOf(latestRun(opened, "a"))).toMatchObject([
    {
      code: "run.none",
      seen: "a_run lacks data/portfolio_flattened.json",
      where: "data/artifacts/summaries/runs",
    },
  ])
  expect(problemsOf(latestRun(opened, "b"))).toMatchObject([
    { code: "run.none", seen: "no run of this profile" },
  ])
})

test("a run that does not exist is answered with the nearest ids", async () => {
  const { workspace: opened } = await built(workspace().sleeve("a", days, { runId: "final_long_all_v9" }))
  expect(problemsOf(findRun(opened, "final_long_all_v8"))).toMatchObject([
    {
      code: "run.missing",
      where: "data/artifacts/summaries/runs/final_long_all_v8",
      remedy: "Did you mean final_long_all_v9?",
    },
  ])
})

test.each(["../a", "a/b", "..", "", "a b"])("%j is no run id", async (id) => {
  const { workspace: opened } = await built(workspace())
  expect(problemsOf(findRun(opened, id))[0].code).toBe("run.badId")
})

test("a run that is a link out of the runs folder is refused", async () => {
  const { workspace: opened, written } = await built(workspace().sleeve("a", days))
  mkdirSync(`${written.root}/elsewhere`)
  symlinkSync(`${written.root}/elsewhere`, `${opened.runsPath}/linked`)
  expect(problemsOf(findRun(opened, "linked"))).toMatchObject([
    { code: "file.pathOutside", where: "data/artifacts/summaries/runs/linked" },
  ])
})

test("a genesis record of any length is read", async () => {
  const { workspace: opened, written } = await built(workspace().sleeve("a", days))
  const genesis = { type: "genesis", profile: "big", ts: "2026-01-01T00:00:00", config: "x".repeat(40_000) }
  writeFileSync(`${written.runPath("a")}/audit.jsonl`, `${JSON.stringify(genesis)}\n{"type": "action"}\n`)
  expect(valueOf(findRun(opened, "a_run"))).toMatchObject({ profile: "big", completeness: "inferred" })
})

test("a genesis record without a profile leaves it to the resolved manifest", async () => {
  const { workspace: opened, written } = await built(workspace().sleeve("a", days))
  writeFileSync(`${written.runPath("a")}/audit.jsonl`, '{"type": "genesis", "ts": "2026-01-01T00:00:00"}\n')
  expect(valueOf(findRun(opened, "a_run")).profile).toBe("a")
  rmSync(`${written.runPath("a")}/config`, { recursive: true })
  expect(valueOf(findRun(opened, "a_run")).profile).toBe("")
})
