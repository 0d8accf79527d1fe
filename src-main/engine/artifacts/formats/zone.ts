import { parseOffset } from "./iso-stamp"

/** Milliseconds that local time is ahead of UTC at an instant (milliseconds since 1970-01-01 UTC). */
export type OffsetAt = (utc: number) => number

const HOUR = 3_600_000

/**
 * The offsets of a zone as pandas and Arrow name it: `UTC`, `+05:30` or `America/New_York`. Undefined when no
 * such zone is known.
 */
export function zoneOffsets(name: string): OffsetAt | undefined {
  if (["UTC", "Etc/UTC", "GMT", "Z"].includes(name)) return () => 0
  const fixed = parseOffset(name)
  if (fixed !== undefined) return () => fixed
  const format = formatOf(name)
  if (format === undefined) return undefined

  // Zones change their offset at full hours or half hours of UTC, so one look-up serves a quarter of an hour.
  const known = new Map<number, number>()
  return (utc) => {
    const slot = Math.floor(utc / (HOUR / 4))
    const offset = known.get(slot) ?? localClock(format, slot * (HOUR / 4)) - slot * (HOUR / 4)
    known.set(slot, offset)
    return offset
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    })
  } catch {
    return undefined
  }
}

/** What the wall clock shows at an instant, as if it showed UTC. */
function localClock(format: Intl.DateTimeFormat, utc: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(utc)) parts[type] = Number(value)
  return Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"] ?? 1,
    parts["hour"] ?? 0,
    parts["minute"] ?? 0,
    parts["second"] ?? 0,
  )
}
