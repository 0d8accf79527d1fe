import { calendarFactor } from "#engine/numerics/calendar-factor"

/**
 * The platform's annualisation factor: 365 where any day is a Saturday or Sunday or the series is named
 * after a stable coin, else 252 (reference 1.9).
 */
export function platformFactor(days: Int32Array, seriesName: string): 252 | 365 {
  return seriesName.includes("USDT") || seriesName.includes("USDC") ? 365 : calendarFactor(days)
}
