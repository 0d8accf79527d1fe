import type { RunSummary } from "#engine/workspace/runs"

/** A run as `runs` and `show` print it: the keys of `run.json`. */
export function summaryData(run: RunSummary) {
  return {
    run_id: run.runId,
    run_dir: run.relativePath,
    kind: run.kind,
    profile: run.profile,
    state: run.state,
    completeness: run.completeness,
    started: run.started,
    ended: run.ended,
    risk_profiles: run.riskProfiles,
    missing: run.missing,
  }
}
