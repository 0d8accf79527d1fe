import type { Alignment, SleeveAlignment } from "#shared/model/alignment"
import { isoDay, isWeekend } from "#shared/quantity/day"
import { formatPercent } from "#shared/quantity/format"
import { calendarFactor } from "#engine/numerics/calendar-factor"
import { square } from "#engine/numerics/statistics"
import type { JoinPolicy, Stream } from "./join"

/** Above this share of its own non-weekend rows a sleeve's loss is warned about (design 5.3). */
const ROW_LOSS_WARNING = 0.2
/** Above this compounded return lost (absolute, fraction) a sleeve's loss is warned about. */
const RETURN_LOSS_WARNING = 0.05

/** What the inner join cost, in all and per stream; the streams in manifest order. */
export function measureAlignment(
  streams: readonly Stream[],
  common: Int32Array,
  policy: JoinPolicy,
): Alignment {
  const presence = countPresence(streams)
  let largestGapDays = 0
  for (let t = 1; t < common.length; t++) {
    largestGapDays = Math.max(largestGapDays, common[t]! - common[t - 1]!)
  }
  return {
    join: policy,
    union: presence.days.length,
    intersection: common.length,
    first: common.length > 0 ? isoDay(common[0]!) : "",
    last: common.length > 0 ? isoDay(common[common.length - 1]!) : "",
    largestGapDays,
    periodsPerYear: calendarFactor(common),
    sleeves: streams.map((stream) => measureStream(stream, streams, common, presence)),
  }
}

/** How many streams have each day of the union, as parallel arrays in order of days. */
interface Presence {
  readonly days: Int32Array
  readonly counts: Int32Array
}

function countPresence(streams: readonly Stream[]): Presence {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { days } of streams) {
    if (days.length === 0) continue
    first = Math.min(first, days[0]!)
    last = Math.max(last, days[days.length - 1]!)
  }
  if (first > last) return { days: new Int32Array(0), counts: new Int32Array(0) }
  const perDay = new Int32Array(last - first + 1)
  for (const { days } of streams) for (const day of days) perDay[day - first]! += 1
  const days = Int32Array.from(perDay.keys(), (offset) => first + offset).filter(
    (day) => perDay[day - first] !== 0,
  )
  return { days, counts: days.map((day) => perDay[day - first]!) }
}

function measureStream(
  stream: Stream,
  streams: readonly Stream[],
  common: Int32Array,
  presence: Presence,
): SleeveAlignment {
  const rows = stream.days.length
  let weekendRowsLost = 0
  let rowsLost = 0
  let wealthLost = 1
  let deviationsLost = 0
  let deviations = 0
  let sum = 0
  for (const value of stream.values) sum += value
  const mean = rows > 0 ? sum / rows : 0

  let next = 0
  for (let row = 0; row < rows; row++) {
    const day = stream.days[row]!
    const deviation = square(stream.values[row]! - mean)
    deviations += deviation
    while (next < common.length && common[next]! < day) next++
    if (common[next] === day) continue
    rowsLost++
    if (isWeekend(day)) weekendRowsLost++
    wealthLost *= 1 + stream.values[row]!
    deviationsLost += deviation
  }

  let rowsCostToOthers = 0
  let own = 0
  for (let i = 0; i < presence.days.length; i++) {
    const day = presence.days[i]!
    while (own < rows && stream.days[own]! < day) own++
    if (presence.counts[i] === streams.length - 1 && stream.days[own] !== day) rowsCostToOthers++
  }

  const otherRowsLost = rowsLost - weekendRowsLost
  const otherShareLost = rows > 0 ? otherRowsLost / rows : 0
  const returnLost = wealthLost - 1
  const warnings: string[] = []
  if (otherShareLost > ROW_LOSS_WARNING) {
    warnings.push(
      `${otherRowsLost} of ${rows} rows outside weekends left with the join, above ${formatPercent(ROW_LOSS_WARNING)}`,
    )
  }
  if (Math.abs(returnLost) > RETURN_LOSS_WARNING) {
    warnings.push(
      `a compounded return of ${formatPercent(returnLost)} left with the join, above ${RETURN_LOSS_WARNING * 100} points`,
    )
  }
  return {
    id: stream.id,
    rows,
    rowsLost,
    shareLost: rows > 0 ? rowsLost / rows : 0,
    weekendRowsLost,
    otherRowsLost,
    otherShareLost,
    returnLost,
    varianceShareLost: deviations > 0 ? deviationsLost / deviations : 0,
    rowsCostToOthers,
    warnings,
  }
}
