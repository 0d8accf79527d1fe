import type { SleeveDecision, SleeveHealth } from "#shared/model/decision"
import { formatPercent } from "#shared/quantity/format"
import type { LoadedStream } from "#engine/workspace/streams"

/** Everything that is known of an atomic sleeve when it is decided whether it takes part. */
export interface SleeveFacts {
  readonly id: string
  readonly stream: Pick<LoadedStream, "choice" | "pick">
  readonly health: SleeveHealth
  readonly strict: boolean
  /** Days dropped for unbelievable returns. */
  readonly toxicDays: readonly string[]
  /** Why the sleeve stays in whatever its health says. */
  readonly override?: string
}

type Verdict = Pick<SleeveDecision, "status" | "reason" | "note">

/**
 * Whether a sleeve takes part, and why (design 5.4): vetoed below the threshold and, in strict mode, without
 * evidence; an override with a reason keeps it in. The gravest remark is the reason; the others are noted.
 */
export function decideOnSleeve(facts: SleeveFacts): SleeveDecision {
  const { id, stream, health, override } = facts
  const judged = judge(facts)
  const verdict: Verdict =
    judged.status === "vetoed" && override !== undefined
      ? { status: "included", reason: "HEALTH_OVERRIDDEN", note: `${judged.note}; kept in: ${override}` }
      : judged
  return {
    id,
    kind: "atomic",
    ...verdict,
    health: { verdict: health.verdict, success: health.success, expected: health.expected },
    stream: stream.choice,
  }
}

function judge({ stream: { choice, pick }, health, strict, toxicDays }: SleeveFacts): Verdict {
  const under = `${health.engine} / ${health.riskProfile}`
  const share = health.ratio === null ? "no evidence" : formatPercent(health.ratio)
  const seen = `${health.success} of ${health.expected} windows succeeded (${share}) under ${under}`
  switch (health.verdict) {
    case "vetoed":
      return {
        status: "vetoed",
        reason: "HEALTH_BELOW_THRESHOLD",
        note: `${seen}, below ${formatPercent(health.threshold)}`,
      }
    case "unknown":
      return {
        status: strict ? "vetoed" : "included",
        reason: "HEALTH_UNKNOWN",
        note: `no record of an optimisation under ${under}`,
      }
    case "degraded":
      return { status: "included", reason: "HEALTH_DEGRADED", note: seen }
    case "healthy":
      break
  }
  if (pick.substitution === "allowed") {
    const note = `the stream of ${choice.used} stands in for ${choice.requested}`
    return { status: "included", reason: "STREAM_SUBSTITUTED", note }
  }
  if (toxicDays.length > 0) {
    const note = `days with unbelievable returns were dropped: ${toxicDays.join(", ")}`
    return { status: "included", reason: "TOXIC_DAYS_DROPPED", note }
  }
  const source = pick.substitution === "configured" ? `; stream of ${choice.used} by stream_profiles` : ""
  return { status: "included", reason: null, note: `${seen}${source}` }
}
