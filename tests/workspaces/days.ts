import { isNyseDay } from "#engine/workspace/sample/calendar/nyse"
import { isWeekend, parseIsoDay } from "#shared/quantity/day"

const START = "2025-01-01"

/** `count` days in a row. */
export function everyDay(count: number, from = START): Int32Array {
  return daysWhere(() => true, count, from)
}

/** `count` days that are neither Saturday nor Sunday. */
export function weekdays(count: number, from = START): Int32Array {
  return daysWhere((day) => !isWeekend(day), count, from)
}

/** `count` days on which the New York Stock Exchange trades. */
export function nyseDays(count: number, from = START): Int32Array {
  return daysWhere(isNyseDay, count, from)
}

/** UTC day numbers of ISO dates, in the order given. */
export function daysOf(...dates: readonly string[]): Int32Array {
  return Int32Array.from(dates, dayOf)
}

function daysWhere(holds: (day: number) => boolean, count: number, from: string): Int32Array {
  const days: number[] = []
  for (let day = dayOf(from); days.length < count; day++) if (holds(day)) days.push(day)
  return Int32Array.from(days)
}

function dayOf(date: string): number {
  const day = parseIsoDay(date)
  if (day === undefined) throw new Error(`not a date: ${date}`)
  return day
}
