import { type IsoDay, isoDay, isWeekend, MILLISECONDS_PER_DAY, weekdayOf } from "#shared/quantity/day"

/** Unscheduled full closures of the New York Stock Exchange since 2001. */
const oneOffClosures: Readonly<Record<string, string>> = {
  "2001-09-11": "September 11 attacks",
  "2001-09-12": "September 11 attacks",
  "2001-09-13": "September 11 attacks",
  "2001-09-14": "September 11 attacks",
  "2004-06-11": "mourning for Ronald Reagan",
  "2007-01-02": "mourning for Gerald Ford",
  "2012-10-29": "Hurricane Sandy",
  "2012-10-30": "Hurricane Sandy",
  "2018-12-05": "mourning for George H. W. Bush",
  "2025-01-09": "mourning for Jimmy Carter",
}

/**
 * Whether the New York Stock Exchange trades on a UTC day number; rules as of 1998 and later,
 * half days count as trading days (NYSE Rule 7.2).
 */
export function isNyseDay(day: number): boolean {
  return !isWeekend(day) && nyseHoliday(day) === undefined
}

/** The reason a weekday is closed; undefined on a trading day. */
export function nyseHoliday(day: number): string | undefined {
  const date = isoDay(day)
  return oneOffClosures[date] ?? holidaysOf(Number(date.slice(0, 4))).get(date)
}

const known = new Map<number, ReadonlyMap<IsoDay, string>>()

function holidaysOf(year: number): ReadonlyMap<IsoDay, string> {
  const cached = known.get(year)
  if (cached !== undefined) return cached
  const holidays = new Map<IsoDay, string>()
  const closed = (day: number, name: string) => holidays.set(isoDay(day), name)
  // A New Year's Day on a Saturday is not made up for: the Friday before is the year's last.
  const newYear = dayOf(year, 1, 1)
  closed(weekdayOf(newYear) === 0 ? newYear + 1 : newYear, "New Year's Day")
  closed(nthWeekday(year, 1, 1, 3), "Martin Luther King Jr. Day")
  closed(nthWeekday(year, 2, 1, 3), "Washington's Birthday")
  closed(easterSunday(year) - 2, "Good Friday")
  closed(lastMonday(year, 5), "Memorial Day")
  if (year >= 2022) closed(observed(dayOf(year, 6, 19)), "Juneteenth")
  closed(observed(dayOf(year, 7, 4)), "Independence Day")
  closed(nthWeekday(year, 9, 1, 1), "Labor Day")
  closed(nthWeekday(year, 11, 4, 4), "Thanksgiving Day")
  closed(observed(dayOf(year, 12, 25)), "Christmas Day")
  known.set(year, holidays)
  return holidays
}

function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / MILLISECONDS_PER_DAY
}

/** Saturday holidays move to Friday, Sunday holidays to Monday. */
function observed(day: number): number {
  const weekday = weekdayOf(day)
  return weekday === 6 ? day - 1 : weekday === 0 ? day + 1 : day
}

function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  const first = dayOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1)
}

function lastMonday(year: number, month: number): number {
  const last = dayOf(year, month + 1, 1) - 1
  return last - ((weekdayOf(last) + 6) % 7)
}

/** Gregorian Easter by the anonymous algorithm (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return dayOf(year, month, ((h + l - 7 * m + 114) % 31) + 1)
}
