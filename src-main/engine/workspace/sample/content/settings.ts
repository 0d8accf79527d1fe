import type { Market } from "../calendar/trading-days"
import type { WalkForward } from "../platform/windows"

/** The same for every sleeve, as one production portfolio demands (reference 1.1.7). */
export const sampleWalkForward: WalkForward = { train: 252, test: 20, step: 20 }

/** Fractions of what is traded; crypto costs more (reference 1.1.7). */
export const tradingCosts: Readonly<
  Record<Market, { readonly slippage: number; readonly commission: number }>
> = {
  crypto: { slippage: 0.001, commission: 0.0004 },
  equities: { slippage: 0.0005, commission: 0.0001 },
  fx: { slippage: 0.0002, commission: 0.0001 },
}

/** First and last day of the sample's returns. */
export const sampleSpan = { first: "2023-01-01", last: "2025-12-31" } as const
