import { describe, expect, it, vi } from "vitest"
import type { RunId } from "#shared/quantity/run-id"
import type { SleeveExecutor, SleeveTask } from "#engine/orchestration/compute-engine"
import { executeSleeves, planSleeves } from "#engine/orchestration/execute-sleeves"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { workspace } from "../../workspaces/workspace"

const id = (text: string) => text as RunId
const task = (sleeve: string, profile: string, runId: string): SleeveTask => ({
  sleeve,
  profile,
  runId: id(runId),
})
const never = new AbortController().signal

function executorOf(fails: readonly string[] = []): SleeveExecutor & { readonly seen: string[] } {
  const seen: string[] = []
  return {
    seen,
    execute: async (tasks) => {
      seen.push(...tasks.map(({ profile }) => profile))
      return tasks.map(({ profile, runId }) => ({
        profile,
        runId,
        status: fails.includes(profile) ? "error" : "success",
        seconds: 0,
        error: fails.includes(profile) ? "OutOfMemory" : null,
      }))
    },
  }
}

function manifestOf(root: string): LoadedManifest {
  const opened = openWorkspace(root)
  const loaded = opened.ok ? loadManifest(opened.value) : opened
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
  return loaded.value
}

describe("planning sleeves", () => {
  it("takes sleeves without a run, with an empty one or a baseline, nested ones too, in manifest order", async () => {
    const ws = await workspace()
      .meta("inner", [
        { id: "b", profile: "pb", run_id: "" },
        { id: "c", profile: "pc", run_id: "pinned" },
      ])
      .meta("outer", [
        { id: "a", profile: "pa" },
        { id: "in", meta_profile: "inner" },
        { id: "d", profile: "pd", run_id: "iso_baseline" },
        { id: "a2", profile: "pa" },
      ])
      .manifest(({ profiles }) => {
        for (const name of ["pa", "pb", "pc", "pd"]) profiles[name] = {}
      })
      .write()
    const newRunId = vi.fn<(profile: string) => RunId>((profile) => id(`new_${profile}`))
    const plan = planSleeves(manifestOf(ws.root), "outer", newRunId)
    ws.remove()
    expect(plan).toEqual({
      ok: true,
      value: [
        task("a", "pa", "new_pa"),
        task("in/b", "pb", "new_pb"),
        task("d", "pd", "new_pd"),
        task("a2", "pa", "new_pa"),
      ],
    })
    // Sleeves of one profile share one run.
    expect(newRunId).toHaveBeenCalledTimes(3)
  })
})

describe("executing sleeves", () => {
  const tasks = [task("a", "pa", "ra"), task("in/b", "pb", "rb"), task("a2", "pa", "ra")]

  it("hands each run to the executor once, in order, and gives the runs by sleeve", async () => {
    const executor = executorOf()
    const runs = await executeSleeves(tasks, executor, never)
    expect(executor.seen).toEqual(["pa", "pb"])
    expect(runs).toEqual({
      ok: true,
      value: new Map([
        ["a", "ra"],
        ["in/b", "rb"],
        ["a2", "ra"],
      ]),
    })
  })

  it("is a failure when one of them fails, with its reason", async () => {
    const runs = await executeSleeves(tasks, executorOf(["pb"]), never)
    expect(runs).toMatchObject({ ok: false, problems: [{ code: "sleeve.execution" }] })
    expect(runs.ok ? "" : runs.problems[0].what).toContain("pb (OutOfMemory)")
  })

  it("is a problem without an executor", async () => {
    expect(await executeSleeves(tasks, undefined, never)).toMatchObject({
      ok: false,
      problems: [{ code: "sleeve.noExecutor", where: "a, in/b, a2" }],
    })
  })

  it("asks nobody when there is nothing to execute", async () => {
    expect(await executeSleeves([], undefined, never)).toEqual({ ok: true, value: new Map() })
  })
})
