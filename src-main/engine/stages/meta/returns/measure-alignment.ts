import type { Alignment, SleeveAlignment } from "#shared/model/alignment"
import { isoDay, isWeekend } from "#shared/quantity/day"
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
    union: presence.size,
    intersection: common.length,
    first: common.length > 0 ? isoDay(common[0]!) : "",
    last: common.length > 0 ? isoDay(common[common.length - 1]!) : "",
    largestGapDays,
    periodsPerYear: periodsPerYearOf(common),
    sleeves: streams.map((stream) => measureStream(stream, streams, common, presence)),
  }
}

/** 365 where any day is a Saturday or Sunday, else 252 (product.md, conventions). */
export function periodsPerYearOf(days: Int32Array): 252 | 365 {
  return days.some(isWeekend) ? 365 : 252
}

function countPresence(streams: readonly Stream[]): Map<number, number> {
  const presence = new Map<number, number>()
  for (const stream of streams) {
    for (const day of stream.days) presence.set(day, (presence.get(day) ?? 0) + 1)
  }
  return presence
}

function measureStream(
  stream: Stream,
  streams: readonly Stream[],
  common: Int32Array,
  presence: ReadonlyMap<number, number>,
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
    const deviation = (stream.values[row]! - mean) ** 2
    deviations += deviation
    while (next < common.length && common[next]! < day) next++
    if (common[next] === day) continue
    rowsLost++
    if (isWeekend(day)) weekendRowsLost++
    wealthLost *= 1 + stream.values[row]!
    deviationsLost += deviation
  }

  const own = new Set(stream.days)
  let rowsCostToOthers = 0
  for (const [day, count] of presence) {
    if (count === streams.length - 1 && !own.has(day)) rowsCostToOthers++
  }

  const otherRowsLost = rowsLost - weekendRowsLost
  const otherShareLost = rows > 0 ? otherRowsLost / rows : 0
  const returnLost = wealthLost - 1
  const warnings: string[] = []
  if (otherShareLost > ROW_LOSS_WARNING) {
    warnings.push(
      `${otherRowsLost} of ${rows} rows outside weekends left with the join, above ${ROW_LOSS_WARNING * 100} %`,
    )
  }
  if (Math.abs(returnLost) > RETURN_LOSS_WARNING) {
    warnings.push(
      `a compounded return of ${(returnLost * 100).toFixed(1)} % left with the join, above ${RETURN_LOSS_WARNING * 100} points`,
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
