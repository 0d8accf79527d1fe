import type { NearIdentical, ParityBreak } from "#shared/model/decision"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { ReturnFrame } from "#engine/numerics/frame"
import type { StageContext } from "../../context"
import { recordDecision } from "../../record"
import type { GatheredSleeve } from "./gathered"
import { nearIdenticalPairs } from "./near-identical"
import { parityBreaks } from "#engine/workspace/parity"

/** What the sleeves of a meta profile are to each other. */
export interface SleevesCompared {
  readonly nearIdentical: readonly NearIdentical[]
  readonly parity: readonly ParityBreak[]
}

/**
 * Compares the included sleeves among each other: copies and mirrors, and settings that differ. Both are told to
 * the ledger and warned about; strict mode refuses a break of parity (`guardrail.strict`).
 */
export function compareSleeves(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
  frame: ReturnFrame,
): Result<SleevesCompared> {
  const { parity_exceptions: exceptions, strict } = node.settings.allocation
  const nearIdentical = nearIdenticalPairs(frame)
  const included = gathered.filter(({ decision }) => decision.status === "included")
  const parity = parityBreaks(
    included.map(({ decision, settings }) => ({ id: decision.id, settings })),
    exceptions,
  )
  const about = { node: node.profile, risk }
  if (nearIdentical.length > 0) {
    const told = recordDecision(context, "sleeves.near_identical", about, {
      pairs: nearIdentical.map((pair) => ({ ...pair })),
    })
    if (!told.ok) return told
  }
  if (parity.length > 0) {
    const told = recordDecision(context, "sleeves.parity", about, {
      breaks: parity.map((one) => ({ ...one })),
    })
    if (!told.ok) return told
  }
  if (!strict || parity.length === 0) return ok({ nearIdentical, parity })
  return failed(
    problem("guardrail.strict", {
      what: "The sleeves' runs were made with different settings, and strict mode allows no such difference.",
      where: `${node.profile} / ${risk}`,
      seen: parity
        .map(
          ({ setting, values }) =>
            `${setting}: ${Object.entries(values)
              .map(([id, value]) => `${id} ${value}`)
              .join(", ")}`,
        )
        .join("; "),
      remedy: "run the sleeves with the same settings, or name the setting in parity_exceptions",
    }),
  )
}
