import { sha256Of } from "#engine/artifacts/hash"
import { ZERO_SHA256 } from "#shared/quantity/sha256"
import { chainedLines, type PlatformRecord, type StampedRecord, tickingClock } from "./ledger-chain"
import { float, type PyValue, pythonJson } from "./python-json"
import type { PlatformRun, WindowOutcome } from "./run"

const STEP_MS = 250

/** What the ledger says of the files it accounts for, by SHA-256. */
export interface AccountedHashes {
  readonly synthetic: string
  readonly optimized: string
  readonly flattened: string
}

/**
 * The lines of a run's `audit.jsonl`: genesis, synthesis, then per window, engine and risk profile the
 * intent and outcome of `backtest_optimize` and, where it succeeded, of `backtest_simulate`; at the end
 * the production weights (reference 1.12).
 */
export function runLedger(run: PlatformRun, hashes: AccountedHashes): string[] {
  const clock = tickingClock(run.started, STEP_MS)
  const records: StampedRecord[] = []
  const write = (record: PlatformRecord) => records.push({ record, ts: clock() })
  write(genesis(run))
  write(
    outcome("synthesis", "success", { synthetic_returns: hashes.synthetic }, { n_atoms: run.atoms.length }),
  )
  for (const window of run.windows) {
    for (const record of optimizeRecords(run, window, hashes)) write(record)
    for (const record of simulateRecords(window)) write(record)
  }
  for (const { riskProfile, atoms } of run.allocations) {
    const step = `optimize_${riskProfile}`
    const params = { engine: "custom", profile: riskProfile, n_strategies: run.atoms.length }
    write(intent(step, params, { synthetic_returns: hashes.synthetic }))
    write(outcome(step, "success", { portfolio_optimized_v2: hashes.optimized }, { n_assets: atoms.length }))
  }
  write(outcome("weight flattening", "success", { portfolio_flattened: hashes.flattened }, {}))
  return chainedLines(records)
}

function genesis(run: PlatformRun): PlatformRecord {
  return {
    type: "genesis",
    run_id: run.runId,
    profile: run.profile,
    env: {
      python: "none: synthetic run",
      manifest_hash: run.manifestSha256,
      env_hash: ZERO_SHA256,
      git_hash: "none: synthetic run",
    },
  }
}

function optimizeRecords(
  run: PlatformRun,
  window: WindowOutcome,
  hashes: AccountedHashes,
): readonly PlatformRecord[] {
  const { engine, riskProfile, regime, optimize } = window
  const context: PyValue = { window_index: window.index, engine, profile: riskProfile, regime }
  const params = { engine, profile: riskProfile, n_strategies: run.atoms.length, regime }
  const asked = intent("backtest_optimize", params, { synthetic_returns: hashes.synthetic }, context)
  if (optimize.status === "missing") return [asked]
  if (optimize.status === "error") {
    const failure = outcome("backtest_optimize", "error", {}, { error: optimize.error }, context)
    return [asked, failure]
  }
  const weights: { [atom: string]: PyValue } = {}
  run.atoms.forEach((atom, i) => {
    const weight = optimize.weights[i] ?? 0
    if (weight > 0) weights[atom.name] = float(weight)
  })
  const done = outcome(
    "backtest_optimize",
    "success",
    { window_weights: sha256Of(pythonJson(weights, true)) },
    { n_assets: Object.keys(weights).length },
    { ...context, actual_profile: optimize.actualProfile },
    { weights },
  )
  return [asked, done]
}

function simulateRecords({
  index,
  engine,
  riskProfile,
  regime,
  simulate,
}: WindowOutcome): readonly PlatformRecord[] {
  if (simulate === undefined) return []
  const { simulator, metrics, dailyReturns } = simulate
  const context: PyValue = { window_index: index, engine, profile: riskProfile, regime, simulator }
  return [
    intent("backtest_simulate", { engine, profile: riskProfile, simulator }, {}, context),
    outcome("backtest_simulate", "success", {}, metrics, context, { daily_returns: dailyReturns.map(float) }),
  ]
}

function intent(step: string, params: PyValue, inputs: PyValue, context?: PyValue): PlatformRecord {
  const record = { type: "action", status: "intent", step, intent: { params, input_hashes: inputs } }
  return context === undefined ? record : { ...record, context }
}

function outcome(
  step: string,
  status: "success" | "error",
  outputs: PyValue,
  metrics: PyValue,
  context?: PyValue,
  data?: PyValue,
): PlatformRecord {
  const record = { type: "action", status, step, outcome: { output_hashes: outputs, metrics } }
  return {
    ...record,
    ...(data === undefined ? {} : { data }),
    ...(context === undefined ? {} : { context }),
  }
}
