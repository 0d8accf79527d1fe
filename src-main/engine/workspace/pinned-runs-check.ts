import type { Problem } from "#shared/problem/problem"
import type { LoadedManifest } from "./manifest"
import type { Workspace } from "./open"
import { sleevePlace } from "./profile-graph"
import { findRun, incompleteRun } from "./runs"

/** Sleeves pinned to a run that is missing or not complete, each pin told once. */
export function pinnedRunProblems(workspace: Workspace, loaded: LoadedManifest): Problem[] {
  const pins = Object.entries(loaded.manifest.profiles).flatMap(([meta, profile]) =>
    typeof profile === "string"
      ? []
      : (profile.sleeves ?? []).flatMap((sleeve, index) =>
          sleeve.run_id === undefined || sleeve.run_id === ""
            ? []
            : [
                {
                  runId: sleeve.run_id,
                  where: `${loaded.placeOf([...sleevePlace(meta, index), "run_id"])} (sleeve ${sleeve.id})`,
                },
              ],
        ),
  )
  return pins.flatMap(({ runId, where }) => {
    const run = findRun(workspace, runId)
    if (!run.ok) return run.problems.map((one) => ({ ...one, where: `${where}: ${one.where}` }))
    return run.value.completeness === "incomplete" ? [incompleteRun(run.value, where)] : []
  })
}
