import type { Sleeve } from "#shared/model/manifest"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { findMetaProfile, findProfile } from "#engine/workspace/find-profile"
import { sleevePath } from "#engine/stages/meta/resolve/resolve"
import type { LoadedManifest } from "#engine/workspace/manifest"
import type { SleeveExecutor, SleeveTask } from "./compute-engine"

/** Whether a sleeve's pin asks for an execution: none, an empty one, or a baseline (reference 1.1.3). */
function needsExecution(runId: string | undefined): boolean {
  return runId === undefined || runId === "" || runId.includes("baseline")
}

/**
 * The atomic sleeves of a meta profile that need a run, depth first in manifest order. Sleeves of one
 * profile share one run. The tree is known to be sound (`checkMetaProfile`).
 */
export function planSleeves(
  loaded: LoadedManifest,
  metaProfile: string,
  newRunId: (profile: string) => RunId,
): Result<readonly SleeveTask[]> {
  const meta = findMetaProfile(loaded, metaProfile)
  if (!meta.ok) return meta
  const runs = new Map<string, RunId>()
  const plan = (above: readonly string[], sleeves: readonly Sleeve[]): Result<SleeveTask[]> => {
    const tasks: SleeveTask[] = []
    for (const sleeve of sleeves) {
      const path = [...above, sleeve.id]
      if (sleeve.meta_profile !== undefined) {
        const child = findMetaProfile(loaded, sleeve.meta_profile)
        if (!child.ok) return child
        const below = plan(path, child.value.profile.sleeves ?? [])
        if (!below.ok) return below
        tasks.push(...below.value)
      } else if (needsExecution(sleeve.run_id)) {
        const found = findProfile(loaded, sleeve.profile!)
        if (!found.ok) return found
        const profile = found.value.name
        const runId = runs.get(profile) ?? newRunId(profile)
        runs.set(profile, runId)
        tasks.push({ sleeve: sleevePath(path), profile, runId })
      }
    }
    return ok(tasks)
  }
  return plan([], meta.value.profile.sleeves ?? [])
}

/**
 * Executes the planned sleeves and gives their runs by sleeve path. Any failure is `sleeve.execution`;
 * without an executor it is `sleeve.noExecutor`. No stage may run after either.
 */
export async function executeSleeves(
  tasks: readonly SleeveTask[],
  executor: SleeveExecutor | undefined,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, RunId>>> {
  if (tasks.length === 0) return ok(new Map())
  if (executor === undefined) {
    return failed(
      problem("sleeve.noExecutor", {
        what: "Sleeves were to be executed, but this program has no executor for atomic profiles.",
        where: tasks.map((task) => task.sleeve).join(", "),
        seen: `${tasks.length} sleeves without a finished run of their own`,
        remedy: "run the sleeves' profiles elsewhere and pin their runs, or leave out --execute-sleeves",
      }),
    )
  }
  const distinct = [...new Map(tasks.map((task) => [task.runId, task])).values()]
  const results = await executor.execute(distinct, signal)
  const failures = results.filter((result) => result.status !== "success")
  if (failures.length > 0 || results.length !== distinct.length) {
    return failed(
      problem("sleeve.execution", {
        what: `Sleeve production failed for: ${failures.map(({ profile, error }) => `${profile} (${error ?? "no reason given"})`).join(", ")}`,
        where: failures.map((failure) => failure.runId).join(", "),
        seen: `${failures.length} of ${distinct.length} sleeves failed; no stage was run`,
        remedy: "look into the logs of these runs, then run the meta profile again",
      }),
    )
  }
  return ok(new Map(tasks.map((task) => [task.sleeve, task.runId])))
}
