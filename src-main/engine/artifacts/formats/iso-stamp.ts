import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import type { Stamp } from "./stamps"

const dateTime =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/

/**
 * Reads an ISO 8601 date or date-time, with or without an offset; `T` or a space between date and time.
 * Undefined when the text is none, or names no real day or time.
 */
export function parseIsoStamp(text: string): Stamp | undefined {
  if (text.length === 10) {
    const day = parseDate(text)
    return day === undefined ? undefined : { utc: day * MILLISECONDS_PER_DAY, offset: null }
  }
  const parts = dateTime.exec(text)
  if (parts === null) return undefined
  const [, date = "", hour = "", minute = "", second = "0", fraction = "", zone] = parts
  const day = parseDate(date)
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  if (day === undefined || hours > 23 || minutes > 59 || seconds > 59) return undefined
  const time = ((hours * 60 + minutes) * 60 + seconds) * 1000
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"))
  // A part of a millisecond still tells that a stamp is not midnight.
  const below = /[1-9]/.test(fraction.slice(3)) ? 0.5 : 0
  const offset = zone === undefined ? null : parseOffset(zone)
  if (offset === undefined) return undefined
  return { utc: day * MILLISECONDS_PER_DAY + time + milliseconds + below - (offset ?? 0), offset }
}

/** "Z", "+05:30", "-0400" or "+02" as milliseconds ahead of UTC; undefined when it is none of these. */
export function parseOffset(zone: string): number | undefined {
  if (zone === "Z") return 0
  const parts = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(zone)
  if (parts === null) return undefined
  const [hours, rest] = [Number(parts[2]), Number(parts[3] ?? "0")]
  if (hours > 23 || rest > 59) return undefined
  const minutes = hours * 60 + rest
  return (parts[1] === "-" ? -minutes : minutes) * 60_000 + 0
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** `YYYY-MM-DD` as days since 1970-01-01, by arithmetic: a table has thousands of them. */
function parseDate(text: string): number | undefined {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (!(month >= 1 && month <= 12 && day >= 1)) return undefined
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (day > (daysInMonth[month - 1] ?? 0) + (leap && month === 2 ? 1 : 0)) return undefined
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const daysToYear = before * 365 + leapDays
  const dayOfYear = (daysBeforeMonth[month - 1] ?? 0) + (leap && month > 2 ? 1 : 0) + day - 1
  // 719 162 days lie between 0001-01-01 and 1970-01-01.
  return daysToYear + dayOfYear - 719_162
}

/** NaN when a character is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
