import { failed, ok, type Result } from "#shared/problem/result"
import type { MetaOutcome } from "#engine/orchestration/meta-run-options"
import type { Answer } from "./command-file"
import { table } from "./table"

/** How a run ended, as `run` and `resume` tell it; its problems when there is no run. */
export function answerOfRun(outcome: MetaOutcome): Result<Answer> {
  const [first, ...rest] = outcome.problems
  return outcome.runId === null && first !== undefined ? failed(first, ...rest) : ok(answerOf(outcome))
}

function answerOf(outcome: MetaOutcome): Answer {
  const rows = outcome.riskProfiles.map((one) => [one.risk_profile, one.state])
  const warnings = outcome.riskProfiles.flatMap((one) => one.warnings)
  return {
    data: {
      run_id: outcome.runId,
      run_dir: outcome.runDir,
      state: outcome.state,
      risk_profiles: outcome.riskProfiles.map((one) => one.risk_profile),
      outcomes: outcome.riskProfiles,
      problems: outcome.problems,
      remarks: outcome.remarks,
    },
    text: [
      `run     ${outcome.runId}`,
      `state   ${outcome.state}`,
      `folder  ${outcome.runDir}`,
      ...(rows.length > 0 ? ["", table(["RISK PROFILE", "STATE"], rows)] : []),
      ...(warnings.length > 0 ? [""] : []),
      ...warnings.map(({ code, node, risk, note }) => `${code}  ${node}  ${risk ?? "all"}: ${note}`),
    ].join("\n"),
    problems: outcome.problems,
    warnings: outcome.remarks,
    exitCode: outcome.exitCode,
  }
}
