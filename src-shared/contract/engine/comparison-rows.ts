import type { ComparedRun, RunComparison } from "#shared/model/run-comparison"

/** Two to four runs side by side; the first is the baseline. */
export interface ComparisonView {
  readonly runs: readonly ComparedRun[]
  /** What changed from the baseline to each other run, in their order. */
  readonly comparisons: readonly RunComparison[]
  /** Per comparison what stands behind its differences: "data changed (2 sleeves), settings same, code same". */
  readonly causes: readonly string[]
}
