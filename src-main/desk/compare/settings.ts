import type { SettingDifference, SetValue } from "#shared/model/run-comparison"
import { dotted, leavesOf } from "#engine/workspace/layered-values"
import type { ComparableRun } from "./comparable-run"
import type { Located } from "./differences"
import type { NodeNames } from "./node-names"

type About = Pick<SettingDifference, "meta_profile" | "path">

/** The effective settings of every meta profile of a run, each with the layer that set it. */
export function settingsOf(run: ComparableRun, names: NodeNames): readonly Located<About, SetValue>[] {
  return run.nodes.flatMap(({ profile, settings }) => {
    const { allocation, features, origins } = settings
    const leaves = [...leavesOf(allocation, ["meta_allocation"]), ...leavesOf(features, ["features"])]
    return leaves.map(({ path, value }) => ({
      about: { meta_profile: names.of(profile), path: dotted(path) },
      value: { value: JSON.stringify(value), origin: origins[dotted(path)] ?? "code" },
    }))
  })
}
