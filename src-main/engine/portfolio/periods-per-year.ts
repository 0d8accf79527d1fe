import type { OptimizeSettings } from "#shared/model/optimize"
import { calendarFactor } from "#engine/numerics/calendar-factor"
import { CUSTOM_PERIODS_PER_YEAR } from "./custom/covariance"

/**
 * Annualisation factor: 252 for the engine custom, always; else as set, else 365 where the days hold
 * any Saturday or Sunday and 252 where they do not.
 */
export function periodsPerYearOf(days: Int32Array, settings: OptimizeSettings): number {
  if (settings.engine === "custom") return CUSTOM_PERIODS_PER_YEAR
  return settings.periods_per_year ?? calendarFactor(days)
}
