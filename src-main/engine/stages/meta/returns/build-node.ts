import type { Alignment } from "#shared/model/alignment"
import type { Json } from "#shared/model/ledger"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { frameOf } from "#engine/numerics/frame"
import type { StageContext } from "../../context"
import { recordDecision, recordStep } from "../../record"
import { gatherAtomic } from "./gather-atomic"
import type { GatheredSleeve } from "./gathered"
import { type BuildNode, gatherNested } from "./gather-nested"
import { applyGuardrails, type Admitted } from "./guardrails"
import { checkCommonDays } from "./check-common-days"
import { compareSleeves } from "./compare-sleeves"
import { commonDays, joinOn } from "./join"
import { keepReturns } from "./keep-returns"
import { measureAlignment } from "./measure-alignment"
import type { NodeReturns } from "./node-returns"
import { recallNode } from "./recall-node"

/**
 * The joined returns of one meta profile for one risk profile: every sleeve is gathered in manifest order
 * (nested ones are built and solved first), guardrails decide who stays, and the streams of those are put
 * on their common days. Writes meta_returns, meta_manifest, meta_decisions, meta_alignment, meta_health.
 */
export const buildNode: BuildNode = async (context, node, risk) =>
  recordStep(
    context,
    {
      step: `meta_returns_${risk}`,
      stageId: "meta.returns",
      node: node.profile,
      risk,
      params: guardrailParams(node),
      inputs: [],
    },
    async () => {
      const gathered = await gather(context, node, risk)
      if (!gathered.ok) return gathered
      context.gathered?.(node, risk, gathered.value)
      const admitted = applyGuardrails(node, risk, gathered.value)
      if (!admitted.ok) return admitted
      const cached = await recallNode(context, node, risk, admitted.value.all)
      if (!cached.ok) return cached
      const joined = cached.value === undefined ? join(context, node, risk, admitted.value) : ok(cached.value)
      if (!joined.ok) return joined
      const { days, columns, alignment } = joined.value
      const frame = frameOf(days, columns)
      const among = compareSleeves(context, node, risk, admitted.value.all, frame)
      if (!among.ok) return among
      const kept = keepReturns(context, node, risk, {
        gathered: admitted.value.all,
        days,
        columns,
        alignment,
        ...among.value,
      })
      if (!kept.ok) return kept
      const value: NodeReturns = { frame, vetoed: admitted.value.vetoed }
      return ok({
        outputs: kept.value,
        read: gathered.value.flatMap(({ inputs }) => inputs),
        metrics: {
          cached: cached.value !== undefined,
          rows: days.length,
          sleeves: columns.length,
          vetoed: admitted.value.vetoed,
        },
        value,
      })
    },
  )

function guardrailParams(node: ResolvedMeta): Json {
  const { join, min_common_rows, health_threshold, health_policy, strict, allow_single_sleeve } =
    node.settings.allocation
  return { join, min_common_rows, health_threshold, health_policy, strict, allow_single_sleeve }
}

async function gather(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
): Promise<Result<readonly GatheredSleeve[]>> {
  const gathered: GatheredSleeve[] = []
  for (const [i, sleeve] of node.sleeves.entries()) {
    const one =
      sleeve.kind === "atomic"
        ? await gatherAtomic(context, node, sleeve, risk)
        : await gatherNested(context, node, sleeve, risk, buildNode)
    if (!one.ok) return one
    gathered.push(one.value)
    context.progress({
      stage: "meta.returns",
      node: node.profile,
      risk,
      state: "running",
      done: (i + 1) / (node.sleeves.length + 1),
      note: sleeve.id,
    })
  }
  return ok(gathered)
}

function join(context: StageContext, node: ResolvedMeta, risk: RiskProfile, { streams }: Admitted) {
  const { join: policy, min_common_rows: least } = node.settings.allocation
  const days = commonDays(streams)
  const checked = checkCommonDays(node, risk, streams, days, least)
  if (!checked.ok) return checked
  const alignment: Alignment = measureAlignment(streams, days, policy)
  for (const sleeve of alignment.sleeves.filter(({ warnings }) => warnings.length > 0)) {
    const told = recordDecision(
      context,
      "alignment.loss",
      { node: node.profile, risk, sleeve: sleeve.id },
      { warnings: sleeve.warnings },
    )
    if (!told.ok) return told
  }
  return ok({ ...joinOn(days, streams, policy), alignment })
}
