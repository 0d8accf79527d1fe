import type { RunRow } from "#shared/contract/engine/rows"
import type { RunSummary } from "#engine/workspace/runs"

/** A run as lists show it. */
export function runRow(run: RunSummary): RunRow {
  const { runId, profile, kind, state, completeness, started, ended, riskProfiles } = run
  return { runId, profile, kind, state, completeness, started, ended, riskProfiles: [...riskProfiles] }
}
