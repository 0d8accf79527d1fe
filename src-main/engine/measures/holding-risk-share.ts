import { frameOf, columnOf, type ReturnFrame } from "#engine/numerics/frame"
import { riskShares } from "./risk-share"

/** A holding's part of the risk, or why it is not known. */
export interface HoldingRiskShare {
  readonly symbol: string
  readonly share: number | null
  readonly why: string | null
}

/**
 * Risk shares of holdings from their signed net weights and the returns of their physical symbols on common
 * days. A symbol without a column has no share, and the shares of the others are of the risk that they carry
 * among themselves.
 */
export function holdingRiskShares(
  holdings: readonly { readonly symbol: string; readonly net: number }[],
  returns: ReturnFrame,
): readonly HoldingRiskShare[] {
  const columnAt = new Map(returns.names.map((name, i) => [name, i]))
  const covered = holdings.filter(({ symbol }) => columnAt.has(symbol))
  const frame = frameOf(
    returns.days,
    covered.map(({ symbol }) => ({ name: symbol, values: columnOf(returns, columnAt.get(symbol)!) })),
  )
  const shares = riskShares(
    frame,
    covered.map(({ net }) => net),
  )
  const shareOf = new Map(covered.map(({ symbol }, i) => [symbol, shares?.[i] ?? null]))
  return holdings.map(({ symbol }) => {
    const share = shareOf.get(symbol) ?? null
    if (share !== null) return { symbol, share, why: null }
    return { symbol, share, why: shareOf.has(symbol) ? "zero variance" : "no returns of this symbol" }
  })
}
