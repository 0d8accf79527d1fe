import { isWeekend } from "#shared/quantity/day"
import { isNyseDay } from "./nyse"

/** crypto trades every day, equities on NYSE days, FX on weekdays. */
export type Market = "crypto" | "equities" | "fx"

const trades: Readonly<Record<Market, (day: number) => boolean>> = {
  crypto: () => true,
  equities: isNyseDay,
  fx: (day) => !isWeekend(day),
}

/** UTC day numbers from first to last, both included, on which a market trades. */
export function tradingDays(market: Market, first: number, last: number): Int32Array {
  const days: number[] = []
  for (let day = first; day <= last; day++) if (trades[market](day)) days.push(day)
  return Int32Array.from(days)
}
