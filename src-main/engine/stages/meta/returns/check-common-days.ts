import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import type { Stream } from "./join"

/**
 * Whether enough days are left after the join. Fails with `join.noCommonDays` or `join.tooFewRows`, which
 * name each sleeve's window so that the odd one out is seen.
 */
export function checkCommonDays(
  node: ResolvedMeta,
  risk: RiskProfile,
  streams: readonly Stream[],
  days: Int32Array,
  least: number,
): Result<void> {
  if (days.length >= least) return ok(undefined)
  const windows = streams.map(
    ({ id, days: own }) => `${id} ${isoDay(own[0]!)} to ${isoDay(own[own.length - 1]!)} (${own.length} rows)`,
  )
  const where = `${node.profile} / ${risk}`
  if (days.length === 0) {
    return failed(
      problem("join.noCommonDays", {
        what: "The sleeves have no day in common.",
        where,
        seen: windows.join("; "),
        remedy: "pin runs whose windows overlap, or leave the odd sleeve out; dates are never padded",
      }),
    )
  }
  return failed(
    problem("join.tooFewRows", {
      what: `The sleeves have ${days.length} days in common, fewer than min_common_rows ${least}.`,
      where,
      seen: windows.join("; "),
      remedy: "pin longer runs, or lower min_common_rows if so few rows are enough for you",
    }),
  )
}
