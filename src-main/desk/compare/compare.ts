import type { ComparedRun, RunComparison } from "#shared/model/run-comparison"
import type { Result } from "#shared/problem/result"
import { compareArtifacts } from "./artifacts"
import { type ComparableRun, withRun } from "./comparable-run"
import { differencesOf } from "./differences"
import { codeOf, inputsOf } from "./inputs"
import { namesLike } from "./node-names"
import { decisionsOf, holdingsOf, metricsOf, weightsOf, windowsOf } from "./results"
import { settingsOf } from "./settings"

/**
 * What changed from one run to another: data, settings, code and window on the one side, vetoes, weights,
 * holdings, figures and artifacts on the other. Takes absolute run directories. Fails with `file.missing` for a
 * run that this program did not write, `artifact.changed` for one that is not what it was.
 */
export function compareRuns(leftPath: string, rightPath: string): Result<RunComparison> {
  const nested = withRun(leftPath, (left) => withRun(rightPath, (right) => compare(left, right)))
  return nested.ok ? nested.value : nested
}

function compare(left: ComparableRun, right: ComparableRun): RunComparison {
  const names = { left: namesLike(left, left), right: namesLike(left, right) }
  const both = <T>(of: (run: ComparableRun, own: (typeof names)["left"]) => T): [T, T] => [
    of(left, names.left),
    of(right, names.right),
  ]
  const differences = {
    data: differencesOf(...both(inputsOf)),
    settings: differencesOf(...both(settingsOf)),
    code: differencesOf(...both(codeOf)),
    windows: differencesOf(...both(windowsOf)),
    decisions: differencesOf(...both(decisionsOf)),
    sleeve_weights: differencesOf(...both(weightsOf)),
    holdings: differencesOf(...both(holdingsOf)),
    metrics: differencesOf(...both(metricsOf)),
  }
  const artifacts = compareArtifacts(left, right, names)
  return {
    left: headOf(left),
    right: headOf(right),
    different: artifacts.different.length > 0 || Object.values(differences).some((list) => list.length > 0),
    ...differences,
    artifacts,
  }
}

function headOf({ record, report }: ComparableRun): ComparedRun {
  const { run_id, profile, state, risk_profiles } = record
  return { run_id, profile, state, verdict: report?.verdict.grade ?? null, risk_profiles }
}
