/** A calendar day in UTC, as `YYYY-MM-DD`. */
export type IsoDay = string & { readonly shape: "YYYY-MM-DD, UTC" }

/** Whole days since 1970-01-01 UTC. */
export type EpochDay = number & { readonly unit: "days since 1970-01-01 UTC" }

export const MILLISECONDS_PER_DAY = 86_400_000

/** 5 -> "1970-01-06". Takes a whole number of days; gives ISO 8601. */
export function isoDay(day: number): IsoDay {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) as IsoDay
}

/** "1970-01-06" -> 5; undefined when the text is not a real calendar day. */
export function parseIsoDay(text: string): EpochDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(milliseconds)) return undefined
  const day = milliseconds / MILLISECONDS_PER_DAY
  return isoDay(day) === text ? (day as EpochDay) : undefined
}

/** 0 = Sunday ... 6 = Saturday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** Saturday or Sunday, in UTC. */
export function isWeekend(day: number): boolean {
  const weekday = weekdayOf(day)
  return weekday === 0 || weekday === 6
}
