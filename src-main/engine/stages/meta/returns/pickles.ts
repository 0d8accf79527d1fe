import type { ResolvedRun } from "#shared/model/resolved"
import { problem } from "#shared/problem/problem"
import { type Failed, failed } from "#shared/problem/result"
import { conversionScript } from "#engine/workspace/doctor/pickles"

/**
 * A refused stream as the run tells it: where it is a pickle, all pickles of the tree with the one command that
 * converts them, the same for every sleeve and risk profile, so that a run tells it once. Any other is as it was.
 */
export function tellEveryPickle(refused: Failed, { pickles = [], root }: ResolvedRun): Failed {
  if (refused.problems[0].code !== "file.pickle" || pickles.length === 0) return refused
  return failed(
    problem("file.pickle", {
      what: "Runs of sleeves keep their returns in pickles, which are never opened: reading one runs the code inside it.",
      where: `the sleeves of ${root.profile}`,
      seen: `${pickles.length} ${pickles.length === 1 ? "pickle" : "pickles"}: ${pickles.join(", ")}`,
      remedy: `Convert them in the workspace's folder, where you trust them: ${conversionScript(pickles)}`,
    }),
  )
}
