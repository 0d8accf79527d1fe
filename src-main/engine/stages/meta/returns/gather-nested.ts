import type { SleeveDecision } from "#shared/model/decision"
import type { ResolvedMeta, ResolvedNested } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { StageContext } from "../../context"
import { recordDecision } from "../../record"
import { proxyNode } from "../optimize/proxy-node"
import { solveNode } from "../optimize/solve-node"
import { portfolioReturns } from "../portfolio-series"
import type { GatheredSleeve } from "./gathered"
import type { NodeReturns } from "./node-returns"

/** Builds the joined returns of a meta profile; passed down so that nested profiles build themselves. */
export type BuildNode = (
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
) => Promise<Result<NodeReturns>>

/**
 * A nested meta profile as a sleeve: built fully under its own settings, it contributes its *optimised*
 * stream, sum of weight x return (design 5.3). One that can't be solved becomes an equal-weight proxy with
 * a warning; strict mode makes that a problem.
 */
export async function gatherNested(
  context: StageContext,
  node: ResolvedMeta,
  sleeve: ResolvedNested,
  risk: RiskProfile,
  build: BuildNode,
): Promise<Result<GatheredSleeve>> {
  const child = sleeve.node
  const built = await build(context, child, risk)
  if (!built.ok) return built
  const { frame } = built.value
  const solved = await solveNode(context, child, risk, built.value)
  if (solved.ok) {
    const [fallback] = solved.value.warnings
    return ok({
      ...gathered(sleeve.id, frame.days, portfolioReturns(frame, solved.value.weights), {
        reason: fallback === undefined ? null : "SUBMETA_FALLBACK",
        note: fallback?.note ?? "optimised stream",
      }),
      cacheKey: context.cache?.stateOf(child.profile, risk)?.key ?? null,
    })
  }
  const [why] = solved.problems
  if (why.code === "cancelled") return solved
  if (node.settings.allocation.strict) {
    return failed(
      problem("guardrail.strict", {
        what: `The nested meta profile ${child.profile} could not be solved, and strict mode allows no proxy.`,
        where: `${node.profile}/${sleeve.id} / ${risk}`,
        seen: `${why.what} (${why.seen})`,
        remedy: why.remedy,
      }),
      ...solved.problems,
    )
  }
  const weights = await proxyNode(context, child, risk, built.value, why)
  if (!weights.ok) return weights
  const note = `equal weights stand in for ${child.profile}: ${why.what}`
  const told = recordDecision(
    context,
    "sleeve.proxy",
    { node: node.profile, risk, sleeve: sleeve.id },
    { note, problems: solved.problems.map((one) => ({ ...one })) },
  )
  if (!told.ok) return told
  const values = portfolioReturns(frame, weights.value)
  return ok(gathered(sleeve.id, frame.days, values, { reason: "SUBMETA_PROXY", note }))
}

function gathered(
  id: string,
  days: Int32Array,
  values: Float64Array,
  { reason, note }: Pick<SleeveDecision, "reason" | "note">,
): GatheredSleeve {
  return {
    stream: { id, days, values },
    decision: { id, kind: "meta", status: "included", reason, note, health: null, stream: null },
    health: null,
    settings: null,
    inputs: [],
    cacheKey: null,
  }
}
