import { describe, expect, it } from "vitest"
import type { RunNotes } from "#shared/contract/desk/run-notes-calls"
import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import type { RunRow } from "#shared/contract/engine/rows"
import {
  chosenRuns,
  filterChoices,
  filterRuns,
  filtersOf,
  toggleChosen,
} from "#renderer/screens/runs/run-filters"
import { runLines } from "#renderer/screens/runs/run-lines"

const row = (runId: string, more: Partial<RunRow> = {}): RunRow => ({
  runId,
  profile: "core",
  kind: "meta",
  state: "succeeded",
  completeness: "recorded",
  started: "2026-11-20T10:00:00.000Z",
  ended: "2026-11-20T10:00:04.500Z",
  riskProfiles: ["hrp"],
  ...more,
})

const supervised = (runId: string, state: SupervisedRun["state"]): SupervisedRun => ({
  runId,
  root: "/ws",
  profile: "world",
  kind: "run",
  state,
  queued: "2026-11-20T11:00:00.000Z",
  started: null,
  ended: null,
  exitCode: null,
  problems: [],
  pid: null,
  silentFor: null,
})

const notes: RunNotes = {
  notes: [{ runId: "a", tags: ["board"], note: "sent on Monday" }],
  baselines: [{ profile: "core", runId: "b" }],
  trash: [],
  problems: [],
}

const runs = [
  row("a"),
  row("b", { profile: "world", riskProfiles: ["min_variance"] }),
  row("c", { state: "failed", kind: "atomic", profile: "eth" }),
]

describe("The lines of the list of runs", () => {
  it("come newest first, with tags, note, baseline and how long they took", () => {
    const lines = runLines(runs, notes, [])
    expect(lines.map(({ run }) => run.runId)).toEqual(["c", "b", "a"])
    expect(lines[2]).toMatchObject({
      tags: ["board"],
      note: "sent on Monday",
      isBaseline: false,
      duration: 4500,
    })
    expect(lines[1]).toMatchObject({ tags: [], isBaseline: true })
  })

  it("list a run that waits and has no files yet", () => {
    const [first] = runLines(runs, null, [supervised("d", "queued")])
    expect(first).toMatchObject({ run: { runId: "d", state: "queued", profile: "world" }, duration: null })
  })

  it("show what goes on as the program that executes it says, and leave ended ones to their files", () => {
    const lines = runLines(runs, null, [supervised("c", "cancelling"), supervised("a", "crashed")])
    expect(lines.map(({ run }) => run.state)).toEqual(["cancelling", "succeeded", "succeeded"])
    expect(lines[0]!.duration).toBeNull()
  })
})

describe("The filters of the list of runs", () => {
  const lines = runLines(runs, notes, [])
  const found = (kept: Record<string, string>, search = "") =>
    filterRuns(lines, filtersOf(kept, search)).map(({ run }) => run.runId)

  it("limit by state, kind, profile and tag, all together", () => {
    expect(found({})).toEqual(["c", "b", "a"])
    expect(found({ state: "failed" })).toEqual(["c"])
    expect(found({ kind: "meta" })).toEqual(["b", "a"])
    expect(found({ profile: "world" })).toEqual(["b"])
    expect(found({ tag: "board" })).toEqual(["a"])
    expect(found({ tag: "board", state: "failed" })).toEqual([])
  })

  it("search every word in id, profile, risk profiles, tags and note", () => {
    expect(found({}, "MONDAY sent")).toEqual(["a"])
    expect(found({}, "world min_var")).toEqual(["b"])
    expect(found({}, "monday world")).toEqual([])
  })

  it("offer only what some run has", () => {
    expect(filterChoices(lines)).toEqual({
      states: ["succeeded", "failed"],
      profiles: ["core", "eth", "world"],
      tags: ["board"],
    })
  })
})

describe("The runs chosen for a comparison", () => {
  it("are four at most, the oldest choice giving way", () => {
    const five = ["a", "b", "c", "d", "e"].reduce<string[]>((chosen, id) => toggleChosen(chosen, id), [])
    expect(five).toEqual(["b", "c", "d", "e"])
    expect(toggleChosen(five, "c")).toEqual(["b", "d", "e"])
  })

  it("forget runs that are no more", () => {
    expect(chosenRuns("a,gone,c", runLines(runs, null, []))).toEqual(["a", "c"])
    expect(chosenRuns(undefined, [])).toEqual([])
  })
})
