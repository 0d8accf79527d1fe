import type { Alignment } from "#shared/model/alignment"
import type { ArtifactEntry } from "#shared/model/artifact"
import type { MetaDecisions } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import type { NewArtifact } from "#engine/artifacts/run-directory"
import type { StageContext } from "../../context"
import { jsonArtifact } from "../artifact-json"
import type { SleevesCompared } from "./compare-sleeves"
import type { GatheredSleeve } from "./gathered"
import type { Joined } from "./join"

const STAGE = "meta.returns"

export interface ReturnsToKeep extends Joined, SleevesCompared {
  readonly gathered: readonly GatheredSleeve[]
  readonly alignment: Alignment
}

/** Writes what meta.returns owes for one meta profile and risk profile. */
export function keepReturns(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  { gathered, days, columns, alignment, nearIdentical, parity }: ReturnsToKeep,
): Result<readonly ArtifactEntry[]> {
  const key = { metaProfile: node.profile, riskProfile: risk }
  const about = { meta_profile: node.profile, risk_profile: risk }
  const artifacts: readonly NewArtifact[] = [
    {
      kind: "meta_returns",
      ...key,
      bytes: seriesToParquet({ days, columns }),
      rows: days.length,
      stage: STAGE,
    },
    jsonArtifact({ kind: "meta_manifest", ...key }, STAGE, {
      ...about,
      sleeves: manifestSleeves(node, gathered),
    }),
    jsonArtifact({ kind: "meta_decisions", ...key }, STAGE, {
      ...about,
      sleeves: gathered.map(({ decision }) => decision),
      near_identical: nearIdentical,
      parity,
    } satisfies MetaDecisions),
    jsonArtifact({ kind: "meta_alignment", ...key }, STAGE, alignment),
    jsonArtifact({ kind: "meta_health", ...key }, STAGE, {
      ...about,
      sleeves: gathered.flatMap(({ health }) => (health === null ? [] : [health])),
    }),
  ]
  const kept: ArtifactEntry[] = []
  for (const artifact of artifacts) {
    const entry = context.directory.put(artifact)
    if (!entry.ok) return entry
    kept.push(entry.value)
  }
  return ok(kept)
}

/** The included sleeves in the platform's shape (reference 1.5.7). */
function manifestSleeves(node: ResolvedMeta, gathered: readonly GatheredSleeve[]) {
  const included = new Set(
    gathered.filter(({ decision }) => decision.status === "included").map(({ decision }) => decision.id),
  )
  return node.sleeves
    .filter((sleeve) => included.has(sleeve.id))
    .map((sleeve) =>
      sleeve.kind === "meta"
        ? { id: sleeve.id, meta_profile: sleeve.node.profile }
        : { id: sleeve.id, profile: sleeve.profile, run_id: sleeve.runId, run_path: sleeve.runPath },
    )
}
