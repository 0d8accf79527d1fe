import type { MetaAllocation } from "#shared/model/meta-allocation"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay, isWeekend } from "#shared/quantity/day"
import type { Stream } from "./join"

const SHOWN = 5

/** A stream without its toxic days, and those days as ISO dates with their returns. */
export interface Detoxed {
  readonly stream: Stream
  readonly dropped: readonly string[]
}

/**
 * Looks for daily returns that can't be believed: |r| above the limit of the stream's market (one that
 * trades on weekends, or one that does not), or a loss of more than everything. The policy refuses the
 * stream (`stream.toxic`, with the dates) or drops the days, which then leave the join like any missing day.
 */
export function guardAgainstToxicReturns(
  stream: Stream,
  where: string,
  { toxic_return_limits: limits, toxic_return_policy: policy }: MetaAllocation,
): Result<Detoxed> {
  const limit = stream.days.some(isWeekend) ? limits.weekend : limits.weekday
  const isToxic = (r: number) => Math.abs(r) > limit || r < -1
  const toxic = [...stream.values.keys()].filter((t) => isToxic(stream.values[t]!))
  if (toxic.length === 0) return ok({ stream, dropped: [] })
  const told = toxic.map((t) => `${isoDay(stream.days[t]!)} ${stream.values[t]}`)
  if (policy === "refuse") {
    const more = toxic.length - SHOWN
    return failed(
      problem("stream.toxic", {
        what: `A stream has daily returns beyond ${limit} or below -1, which can't be believed.`,
        where: `${where}: ${isoDay(stream.days[toxic[0]!]!)}`,
        seen: `${told.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
        remedy:
          "repair the sleeve's data and run it again, raise toxic_return_limits, or set toxic_return_policy to drop",
      }),
    )
  }
  return ok({
    stream: {
      id: stream.id,
      days: stream.days.filter((_, t) => !isToxic(stream.values[t]!)),
      values: stream.values.filter((r) => !isToxic(r)),
    },
    dropped: told,
  })
}
