import type { FlattenedPortfolio } from "#shared/model/holding"
import { ok, type Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import { recordStep, recordWarning } from "../../record"
import type { StageOutcome } from "../../stage"
import { jsonArtifact } from "../artifact-json"
import { findNode } from "../nodes"
import type { NodeParams } from "../params"
import { checkFlattening } from "./check"
import { pathsOf } from "./exposure"
import { askGates } from "./gates"
import { holdingsOf } from "./holdings"
import { gatherHoldings } from "./holdings-tree"

const STAGE = "meta.flatten"

/**
 * meta.flatten: sleeve weights multiplied down to physical symbols. The check is written before the gates
 * are asked, so that a refusal can be looked into.
 */
export async function flattenWeights(
  context: StageContext,
  { meta_profile, risk_profile: risk }: NodeParams,
): Promise<Result<StageOutcome>> {
  const found = findNode(context.resolved.root, meta_profile)
  if (!found.ok) return found
  const node = found.value
  const key = { metaProfile: node.profile, riskProfile: risk }
  const optimized = context.directory.find("meta_optimized", node.profile, risk)
  return recordStep(
    context,
    {
      step: `meta_flatten_${risk}`,
      stageId: STAGE,
      node: node.profile,
      risk,
      params: { max_physical_weight: node.settings.allocation.max_physical_weight },
      inputs: optimized === undefined ? [] : [optimized],
    },
    async () => {
      const tree = gatherHoldings(context, node, risk)
      if (!tree.ok) return tree
      const holdings = holdingsOf(pathsOf(tree.value.node))
      const check = checkFlattening(tree.value.node, holdings, {
        maxPhysicalWeight: node.settings.allocation.max_physical_weight,
        signConflicts: tree.value.signConflicts,
      })
      const checked = context.directory.put(
        jsonArtifact({ kind: "meta_flatten_check", ...key }, STAGE, check),
      )
      if (!checked.ok) return checked
      const warnings = askGates(node, risk, check)
      if (!warnings.ok) return warnings
      for (const warning of warnings.value) {
        const told = recordWarning(context, warning, null)
        if (!told.ok) return told
      }
      const content: FlattenedPortfolio = {
        metadata: {
          meta_profile: node.profile,
          risk_profile: risk,
          sleeve_weights: Object.fromEntries(
            tree.value.node.sleeves.map(({ weight, node: { id } }) => [id, weight]),
          ),
        },
        weights: holdings,
      }
      const portfolio = context.directory.put(
        jsonArtifact({ kind: "portfolio_optimized_meta", ...key }, STAGE, content),
      )
      if (!portfolio.ok) return portfolio
      return ok({
        outputs: [checked.value, portfolio.value],
        read: tree.value.inputs,
        metrics: {
          holdings: holdings.length,
          gross: check.root.grossBefore,
          net: check.root.net,
        },
        value: { warnings: warnings.value, metrics: { holdings: holdings.length } },
      })
    },
  )
}
