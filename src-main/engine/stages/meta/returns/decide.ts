import type { LedgerChain, SleeveDecision, SleeveHealth } from "#shared/model/decision"
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
  const broken = health.ledger.chain === "broken"
  const proof = ledgerRemark(health.ledger)
  const seen = `${health.success} of ${health.expected} windows succeeded (${share}) under ${under}${proof}`
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
        note:
          health.ratio === null ? `no record of an optimisation under ${under}${broken ? proof : ""}` : seen,
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

/** What takes weight from a ledger's records, as the end of a note; nothing when its chain is whole. */
function ledgerRemark({ chain, firstWrong }: LedgerChain): string {
  if (chain === "broken")
    return `; the ledger's chain is broken at line ${firstWrong}: its records prove nothing`
  return chain === "unchained" ? "; the ledger has no hashes that would prove it" : ""
}
