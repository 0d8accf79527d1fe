import type { ArtifactEntry } from "#shared/model/artifact"
import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Sha256 } from "#shared/quantity/sha256"
import type { Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import type { Stream } from "./join"
import type { NodeReturns } from "./node-returns"

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

/** Builds the joined returns of a meta profile; passed down so that nested profiles build themselves. */
export type BuildNode = (
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
) => Promise<Result<NodeReturns>>
