import type { Alignment } from "#shared/model/alignment"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { readSeries } from "#engine/artifacts/formats/series"
import { artifactPath } from "#engine/artifacts/names"
import type { StageContext } from "../../context"
import { readArtifact, readJsonArtifact } from "../artifact-json"
import { cacheKeyOf } from "./cache-key"
import type { GatheredSleeve } from "./gathered"
import type { Joined } from "./join"

/** Joined returns with what the join cost, as they were when they were cached. */
export interface RecalledNode extends Joined {
  readonly alignment: Alignment
}

/**
 * Looks into the cache for a meta profile's joined returns and weights, restores them on a hit and tells the
 * ledger either way with the streams that the key stands for. Undefined when they have to be made.
 */
export async function recallNode(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
): Promise<Result<RecalledNode | undefined>> {
  const { cache, directory } = context
  const key = cache === undefined ? null : cacheKeyOf(context.programVersion, node, risk, gathered)
  if (cache === undefined || key === null) return ok(undefined)
  const restored = cache.restore(directory, key, node.profile, risk)
  if (!restored.ok) return restored
  const told = context.ledger.append({
    type: "meta_cache",
    context: { meta_profile: node.profile, risk_profile: risk },
    data: { key, ...restored.value, sleeves: sleevesOf(node, gathered) },
  })
  if (!told.ok) return told
  if (!restored.value.hit) return ok(undefined)

  const names = { metaProfile: node.profile, riskProfile: risk }
  const bytes = readArtifact(directory, { kind: "meta_returns", ...names })
  if (!bytes.ok) return bytes
  const table = await readSeries(bytes.value, artifactPath("meta_returns", node.profile, risk))
  if (!table.ok) return table
  const alignment = readJsonArtifact<Alignment>(directory, { kind: "meta_alignment", ...names })
  if (!alignment.ok) return alignment
  return ok({ days: table.value.days, columns: table.value.columns, alignment: alignment.value })
}

function sleevesOf(node: ResolvedMeta, gathered: readonly GatheredSleeve[]) {
  return node.sleeves.map((sleeve) => {
    const found = gathered.find(({ decision }) => decision.id === sleeve.id)
    return sleeve.kind === "meta"
      ? { id: sleeve.id, meta_profile: sleeve.node.profile, key: found?.cacheKey ?? null }
      : {
          id: sleeve.id,
          path: sleeve.runPath,
          run_id: sleeve.runId,
          stream_sha256: found?.decision.stream?.sha256 ?? null,
        }
  })
}
