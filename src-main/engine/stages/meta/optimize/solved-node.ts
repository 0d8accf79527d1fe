import type { OptimizeOutcome } from "#shared/model/optimize"
import type { StageWarning } from "../../stage"

/** A meta profile that was solved, by frame column. */
export interface SolvedNode {
  readonly weights: Float64Array
  readonly outcome: OptimizeOutcome
  readonly warnings: readonly StageWarning[]
}
