import { sha256Of } from "#engine/artifacts/hash"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { localStamp } from "./ledger-chain"
import { candidatesFile, type FileValue, flattenedFile, optimizedFile } from "./portfolio-files"
import { pythonJson } from "./python-json"
import type { PlatformRun, WorkspaceFile } from "./run"
import { runLedger } from "./run-ledger"

/**
 * The files of a finished atomic run in the platform's layout (reference 1.3), with parquet for pickle;
 * paths are relative to the run directory. Depends on its argument alone.
 */
export function platformRunFiles(run: PlatformRun): WorkspaceFile[] {
  const synthetic = { path: "data/synthetic_returns.parquet", bytes: seriesToParquet(run.synthetic) }
  const optimized = jsonFile("data/portfolio_optimized_v2.json", optimizedFile(run.allocations, run.regime))
  const flattened = jsonFile("data/portfolio_flattened.json", flattenedFile(run.allocations))
  const ledger = runLedger(run, {
    synthetic: sha256Of(synthetic.bytes),
    optimized: sha256Of(optimized.bytes),
    flattened: sha256Of(flattened.bytes),
  })
  return [
    textFile("audit.jsonl", ledger.map((line) => `${line}\n`).join("")),
    textFile("config/resolved_manifest.json", `${pythonJson(resolvedManifest(run), false)}\n`),
    { path: "data/returns_matrix.parquet", bytes: seriesToParquet(run.raw) },
    synthetic,
    jsonFile("data/portfolio_candidates.json", candidatesFile(run.atoms)),
    optimized,
    flattened,
    jsonFile("data/tournament_meta.json", tournamentFile(run)),
    ...run.streams.map((stream) => ({
      path: `data/returns/${stream.engine}_${stream.simulator}_${stream.riskProfile}.parquet`,
      bytes: seriesToParquet({
        days: stream.days,
        columns: [{ name: stream.riskProfile, values: stream.values }],
      }),
    })),
  ]
}

function resolvedManifest(run: PlatformRun) {
  return {
    profile: run.profile,
    run_id: run.runId,
    ...run.settings,
    engines: run.engines.join(","),
    profiles: run.riskProfiles.join(","),
    backtest_simulators: run.simulators.join(","),
    train_window: run.walkForward.train,
    test_window: run.walkForward.test,
    step_size: run.walkForward.step,
    replay_context: {
      run_id: run.runId,
      timestamp: localStamp(run.started),
      git_commit: "none: synthetic run",
      manifest_source: "configs/manifest.json",
      foundation_hashes: {},
    },
  }
}

function tournamentFile(run: PlatformRun): FileValue {
  return {
    mode: "production",
    train_window: run.walkForward.train,
    test_window: run.walkForward.test,
    step_size: run.walkForward.step,
    profiles: run.riskProfiles,
    engines: run.engines,
    simulators: run.simulators,
    lightweight: false,
  }
}

export function jsonFile(path: string, value: FileValue): WorkspaceFile {
  return textFile(path, `${JSON.stringify(value, null, 2)}\n`)
}

export function textFile(path: string, text: string): WorkspaceFile {
  return { path, bytes: new TextEncoder().encode(text) }
}
