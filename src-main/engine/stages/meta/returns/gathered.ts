import type { ArtifactEntry } from "#shared/model/artifact"
import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { Stream } from "./join"

/** A sleeve before the join: its stream, what was decided about it and on what evidence. */
export interface GatheredSleeve {
  readonly stream: Stream
  readonly decision: SleeveDecision
  /** Null for a nested meta profile: its own sleeves have theirs. */
  readonly health: SleeveHealth | null
  readonly inputs: readonly ArtifactEntry[]
}
