import type { Market } from "../calendar/trading-days"

/** A physical symbol of the sample and how its synthetic returns behave. */
export interface Instrument {
  readonly symbol: string
  readonly description: string
  readonly sector: string
  readonly market: string
  readonly assetClass: string
  readonly calendar: Market
  /** Standard deviation of a year's returns, as a fraction. */
  readonly volatility: number
  /** Mean over standard deviation of a year's returns, over the whole of the sample. */
  readonly sharpe: number
  /** Share of the daily shock that is the market's; may be negative. Squares sum to at most 1. */
  readonly marketLoading: number
  /** Share that is the sector's. */
  readonly sectorLoading: number
}
