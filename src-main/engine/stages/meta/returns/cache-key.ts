import type { Json } from "#shared/model/ledger"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Sha256 } from "#shared/quantity/sha256"
import { canonicalJson } from "#engine/artifacts/formats/canonical-json"
import { sha256Of } from "#engine/artifacts/hash"
import { optimizeSettingsOf } from "../optimize/node-settings"
import type { GatheredSleeve } from "./gathered"

/** Raised when what is cached, or how it is computed, changes without a new program version. */
const SCHEMA = 1

/**
 * The content address of a meta profile's joined returns and weights: SHA-256 of the canonical JSON of all
 * that they depend on (design 5.3). Null when a nested profile has no address, because it is a proxy.
 */
export function cacheKeyOf(
  programVersion: string,
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
): Sha256 | null {
  const sleeves = gathered.map(identityOf)
  if (sleeves.includes(null)) return null
  const { allocation } = node.settings
  const included = gathered
    .filter(({ decision }) => decision.status === "included")
    .map(({ decision }) => decision.id)
  const { join, min_common_rows, strict, allow_single_sleeve, toxic_return_policy, toxic_return_limits } =
    allocation
  return sha256Of(
    canonicalJson({
      schema: SCHEMA,
      program: programVersion,
      meta: node.profile,
      risk,
      optimizer: withoutUndefined({ ...optimizeSettingsOf(node, risk, included) }),
      join,
      guardrails: {
        min_common_rows,
        strict,
        allow_single_sleeve,
        toxic_return_policy,
        toxic_return_limits,
        health_threshold: allocation.health_threshold,
        health_policy: allocation.health_policy,
      },
      sleeves,
    }),
  )
}

function identityOf({ decision, cacheKey }: GatheredSleeve): Json {
  const { id, status, reason, stream } = decision
  if (stream !== null) return { id, decision: status, reason, stream_sha256: stream.sha256 }
  return cacheKey === null ? null : { id, decision: status, reason, child_key: cacheKey }
}

function withoutUndefined(values: object): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
