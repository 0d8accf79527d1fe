import { ok, type Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import type { StageOutcome } from "../../stage"
import { findNode } from "../nodes"
import type { OptimizeParams } from "../params"
import { readNodeReturns } from "../returns/node-returns"
import { solveNode } from "./solve-node"

/** meta.optimize: the weights of one meta profile from its joined returns; parameters override its settings. */
export async function optimizeWeights(
  context: StageContext,
  params: OptimizeParams,
): Promise<Result<StageOutcome>> {
  const { meta_profile, risk_profile, returns: _, ...overrides } = params
  const node = findNode(context.resolved.root, meta_profile)
  if (!node.ok) return node
  const returns = await readNodeReturns(context.directory, node.value, risk_profile)
  if (!returns.ok) return returns
  const solved = await solveNode(context, node.value, risk_profile, returns.value, overrides)
  if (!solved.ok) return solved
  return ok({ warnings: solved.value.warnings, metrics: { n_assets: solved.value.weights.length } })
}
