import type { MetaDecisions } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { readSeries } from "#engine/artifacts/formats/series"
import { artifactPath } from "#engine/artifacts/names"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { readArtifact, readJsonArtifact } from "../artifact-json"

/** The joined returns of a meta profile's included sleeves, and the sleeves that were vetoed. */
export interface NodeReturns {
  readonly frame: ReturnFrame
  readonly vetoed: readonly string[]
}

/** Reads back what meta.returns wrote for a meta profile and risk profile. */
export async function readNodeReturns(
  directory: RunDirectory,
  node: ResolvedMeta,
  risk: RiskProfile,
): Promise<Result<NodeReturns>> {
  const key = { metaProfile: node.profile, riskProfile: risk }
  const bytes = readArtifact(directory, { kind: "meta_returns", ...key })
  if (!bytes.ok) return bytes
  const table = await readSeries(bytes.value, artifactPath("meta_returns", node.profile, risk))
  if (!table.ok) return table
  const decisions = readJsonArtifact<MetaDecisions>(directory, {
    kind: "meta_decisions",
    ...key,
  })
  if (!decisions.ok) return decisions
  return ok({
    frame: frameOf(table.value.days, table.value.columns),
    vetoed: decisions.value.sleeves.filter(({ status }) => status === "vetoed").map(({ id }) => id),
  })
}
