import type { HoldingRow } from "#shared/model/holding"
import type { HoldingsRisk } from "#shared/model/report"
import { isoDay } from "#shared/quantity/day"
import { holdingRiskShares } from "#engine/measures/holding-risk-share"
import { frameOf } from "#engine/numerics/frame"
import { commonDays, joinOn, type Stream } from "../returns/join"
import type { PhysicalReturns } from "./physical-returns"

const FEWEST_DAYS = 2

/** A holding's share of the risk, or why there is none. */
export interface RiskOfHolding {
  readonly share: number | null
  readonly why: string | null
}

/**
 * Risk shares n_i Cov(r_i, p) / Var(p) with p the sum of n_j r_j: signed nets on raw returns, on the days that
 * every holding with returns has. A holding without returns has no share, and the shares of the others are of
 * the risk that they carry among themselves: they sum to 1, whatever is missing, so that `covered_net` belongs
 * beside them. What is netted out to nothing carries nothing.
 */
export function riskOfHoldings(
  holdings: readonly HoldingRow[],
  physical: PhysicalReturns,
): { readonly risk: HoldingsRisk; readonly bySymbol: ReadonlyMap<string, RiskOfHolding> } {
  const bySymbol = new Map<string, RiskOfHolding>()
  const covered: { symbol: string; net: number; stream: Stream }[] = []
  let allNet = 0
  let coveredNet = 0
  let held = 0
  for (const holding of holdings) {
    const { Symbol: symbol, Net_Weight: net } = holding
    if (net === 0) {
      bySymbol.set(symbol, { share: 0, why: null })
      continue
    }
    held += 1
    allNet += Math.abs(net)
    const stream = physical.of(holding)
    if ("why" in stream) {
      bySymbol.set(symbol, { share: null, why: stream.why })
      continue
    }
    coveredNet += Math.abs(net)
    covered.push({ symbol, net, stream })
  }

  const streams = covered.map(({ stream }) => stream)
  const days = commonDays(streams)
  if (days.length < FEWEST_DAYS) {
    const why = `the holdings with raw returns have ${days.length} days in common`
    for (const { symbol } of covered) bySymbol.set(symbol, { share: null, why })
  } else {
    const frame = frameOf(days, joinOn(days, streams, "drop").columns)
    for (const { symbol, share, why } of holdingRiskShares(covered, frame))
      bySymbol.set(symbol, { share, why })
  }
  return {
    risk: {
      definition:
        "n_i Cov(r_i, p) / Var(p), p the sum of n_j r_j over the holdings with raw returns, on the days that all of these have; n is the signed net weight, r the raw return",
      first: days.length === 0 ? null : isoDay(days[0]!),
      last: days.length === 0 ? null : isoDay(days[days.length - 1]!),
      rows: days.length,
      held,
      covered: covered.length,
      covered_net: allNet === 0 ? 0 : coveredNet / allNet,
    },
    bySymbol,
  }
}
