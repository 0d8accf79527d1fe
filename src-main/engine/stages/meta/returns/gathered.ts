import type { ArtifactEntry } from "#shared/model/artifact"
import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { Sha256 } from "#shared/quantity/sha256"
import type { Stream } from "./join"

/** A sleeve before the join: its stream, what was decided about it and on what evidence. */
export interface GatheredSleeve {
  readonly stream: Stream
  readonly decision: SleeveDecision
  /** Null for a nested meta profile: its own sleeves have theirs. */
  readonly health: SleeveHealth | null
  /** What the sleeve's run was made with; null for a nested profile and for a run that does not tell. */
  readonly settings: Readonly<Record<string, unknown>> | null
  readonly inputs: readonly ArtifactEntry[]
  /** A nested profile's address in the cache; null for an atomic sleeve and for a proxy. */
  readonly cacheKey: Sha256 | null
}
