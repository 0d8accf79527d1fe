import type { SleeveDecision } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import { optimizeSettingsOf } from "../optimize/node-settings"
import type { GatheredSleeve } from "./gathered"
import type { Stream } from "./join"

/** Who takes part in a risk profile after the guardrails. */
export interface Admitted {
  /** Every sleeve with its final decision, in manifest order. */
  readonly all: readonly GatheredSleeve[]
  /** Streams of the included sleeves, in manifest order. */
  readonly streams: readonly Stream[]
  readonly vetoed: readonly string[]
}

/**
 * Applies the health policy, asks for enough survivors and asks again whether the bounds can hold (design
 * 5.4). Fails with `guardrail.health` under the policy `abort`, `sleeves.tooFew`, or
 * `bounds.infeasibleAfterVetoes` when bounds that held before the vetoes no longer do.
 */
export function applyGuardrails(
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
): Result<Admitted> {
  const { allocation } = node.settings
  const where = `${node.profile} / ${risk}`
  const out = gathered.filter(({ decision }) => decision.status === "vetoed")
  const left = gathered.filter(({ decision }) => decision.status === "included")
  if (out.length > 0 && allocation.health_policy === "abort") {
    return failed(
      problem("guardrail.health", {
        what: "A sleeve failed the health guardrail, and the policy is to abort.",
        where: `${where}: ${out.map(({ decision }) => decision.id).join(", ")}`,
        seen: out.map(({ decision }) => `${decision.id}: ${decision.note}`).join("; "),
        remedy: "repair or replace the sleeve's run, or set health_policy to exclude",
      }),
    )
  }
  const least = allocation.allow_single_sleeve ? 1 : 2
  if (left.length < least) {
    return failed(
      problem("sleeves.tooFew", {
        what: `${left.length} of ${gathered.length} sleeves are left, and ${least} are needed.`,
        where,
        seen: out.map(({ decision }) => `${decision.id}: ${decision.note}`).join("; ") || "no veto",
        remedy:
          left.length === 1
            ? "add a sleeve, or set allow_single_sleeve to give the only one weight 1"
            : "repair the sleeves' runs, or lower health_threshold with a reason",
      }),
    )
  }
  const feasible = checkFeasibility(node, risk, gathered, left)
  if (!feasible.ok) return feasible
  const single = gathered.length > 1 && left.length === 1
  return ok({
    all: single ? gathered.map((sleeve) => (sleeve === left[0] ? markSingle(sleeve) : sleeve)) : gathered,
    streams: left.map(({ stream }) => stream),
    vetoed: out.map(({ decision }) => decision.id),
  })
}

function checkFeasibility(
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
  left: readonly GatheredSleeve[],
): Result<void> {
  if (left.length === gathered.length) return ok(undefined)
  const before = conflictOf(node, risk, idsOf(gathered))
  if (!before.ok) return before
  const after = conflictOf(node, risk, idsOf(left))
  if (!after.ok) return after
  // Bounds that never held are left to the optimiser, which says so with exit code 5.
  if (before.value !== undefined || after.value === undefined) return ok(undefined)
  return failed(
    problem("bounds.infeasibleAfterVetoes", {
      what: `The bounds of ${node.profile} can't hold for the ${left.length} sleeves that are left after ${gathered.length - left.length} vetoes.`,
      where: `${node.profile} / ${risk}`,
      seen: after.value.conflict.join("; "),
      remedy: `${after.value.relaxation}, or repair the vetoed sleeves' runs`,
    }),
  )
}

function conflictOf(node: ResolvedMeta, risk: RiskProfile, ids: readonly string[]) {
  const settings = optimizeSettingsOf(node, risk, ids)
  const bounds = boundsFromSettings(ids, settings)
  return bounds.ok ? ok(boundsConflict(ids, bounds.value)) : bounds
}

function idsOf(sleeves: readonly GatheredSleeve[]): string[] {
  return sleeves.map(({ stream }) => stream.id)
}

function markSingle(sleeve: GatheredSleeve): GatheredSleeve {
  const decision: SleeveDecision = {
    ...sleeve.decision,
    reason: "SINGLE_SLEEVE",
    note: `the only sleeve left: weight 1, bounds waived; ${sleeve.decision.note}`,
  }
  return { ...sleeve, decision }
}
