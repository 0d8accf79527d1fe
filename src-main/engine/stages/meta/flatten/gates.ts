import type { FlattenCheck, FlattenFinding } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { ProblemCode } from "#shared/problem/catalogue"
import { problem } from "#shared/problem/problem"
import { ok, okUnless, type Result } from "#shared/problem/result"
import type { StageWarning } from "../../stage"

interface Gate {
  readonly what: string
  readonly code: ProblemCode
  readonly remedy: string
}

const gates: Readonly<Record<string, Gate>> = {
  FLATTEN_SIGN_MISMATCH: {
    what: "A holding's stated direction contradicts its weight.",
    code: "flatten.signMismatch",
    remedy: "run the sleeve's flattening again: a short leg is negative at the physical layer",
  },
  FLATTEN_CONCENTRATION: {
    what: "One physical holding is larger than max_physical_weight.",
    code: "flatten.concentration",
    remedy: "lower max_weight of the sleeves behind it, or raise max_physical_weight with a reason",
  },
  FLATTEN_ZERO_EXPOSURE: {
    what: "A part of the portfolio has no exposure.",
    code: "guardrail.strict",
    remedy: "look at the sleeve's holdings: its longs and shorts cancel, or it holds nothing",
  },
  FLATTEN_GROSS_UNEXPECTED: {
    what: "A sleeve's gross exposure is not what it should be.",
    code: "guardrail.strict",
    remedy: "record the sleeve's cash, or run its flattening again",
  },
}

/**
 * What the findings of a flattened portfolio mean: lost or made exposure is a failure of the program
 * always; the other gates warn, and fail in strict mode (design 5.6).
 */
export function askGates(
  node: ResolvedMeta,
  risk: RiskProfile,
  { findings }: FlattenCheck,
): Result<readonly StageWarning[]> {
  const told = (finding: FlattenFinding, { what, code, remedy }: Gate) =>
    problem(code, { what, where: `${node.profile} / ${risk}: ${finding.where}`, seen: finding.seen, remedy })
  const leaks = findings.filter(({ code }) => code === "FLATTEN_NOT_CONSERVED")
  const soft = findings.filter(({ code }) => code in gates)
  const leak: Gate = {
    what: "Flattening did not conserve the exposure of the sleeves.",
    code: "flatten.conservation",
    remedy: "please report this with the run's directory",
  }
  const problems = [
    ...leaks.map((finding) => told(finding, leak)),
    ...(node.settings.allocation.strict ? soft.map((finding) => told(finding, gates[finding.code]!)) : []),
  ]
  const warnings = soft.map(
    ({ code, where, seen }): StageWarning => ({ code, node: where, risk, note: seen }),
  )
  return problems.length === 0 ? ok(warnings) : okUnless(problems, warnings)
}
