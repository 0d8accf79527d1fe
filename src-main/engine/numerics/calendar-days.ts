/** Below this many calendar days nothing is annualised (product.md, conventions). */
export const SHORTEST_ANNUALISED_DAYS = 90

/** Calendar days that a series covers; the first return is earned over at least one day. */
export function calendarDays({ days }: { readonly days: Int32Array }): number {
  return days.length === 0 ? 0 : days[days.length - 1]! - days[0]! + 1
}
