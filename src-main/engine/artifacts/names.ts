import type { ArtifactKind } from "#shared/model/artifact"
import { ensure } from "#shared/problem/ensure"

/** Where runs live, relative to the workspace. */
export const runsFolder = "data/artifacts/summaries/runs"

/** What every run directory holds (design 5.2). */
export const runFolders = ["config", "inputs", "data", "reports", "logs"] as const

export const runFiles = {
  run: "run.json",
  index: "artifacts.json",
  ledger: "audit.jsonl",
  lock: "logs/writer.lock",
  journal: "logs/artifacts.jsonl",
} as const

const patterns: Readonly<Record<ArtifactKind, string>> = {
  input: "",
  resolved_manifest: "config/resolved_manifest.json",
  meta_resolved: "config/meta_resolved.json",
  directional_sign_test: "data/directional_sign_test.json",
  meta_health: "data/meta_health_<meta>_<risk>.json",
  meta_returns: "data/meta_returns_<meta>_<risk>.parquet",
  meta_manifest: "data/meta_manifest_<meta>_<risk>.json",
  meta_decisions: "data/meta_decisions_<meta>_<risk>.json",
  meta_alignment: "data/meta_alignment_<meta>_<risk>.json",
  meta_optimized: "data/meta_optimized_<meta>_<risk>.json",
  meta_cluster_tree: "data/meta_cluster_tree_<meta>_<risk>.json",
  portfolio_optimized_meta: "data/portfolio_optimized_meta_<meta>_<risk>.json",
  meta_flatten_check: "data/meta_flatten_check_<meta>_<risk>.json",
  meta_backtest: "data/meta_backtest_<meta>.json",
  meta_backtest_returns: "data/meta_backtest_returns_<meta>_<risk>.parquet",
  meta_backtest_weights: "data/meta_backtest_weights_<meta>_<risk>.parquet",
  meta_report: "data/meta_report_<meta>.json",
  meta_portfolio_report: "reports/meta_portfolio_report.md",
  return_stream: "",
  portfolio_flattened: "data/portfolio_flattened.json",
}

/**
 * Path of an artifact below its run directory, with forward slashes (design 5.2). Characters of a profile name
 * that are not safe in a file name are percent-encoded, so that two profiles never share a file.
 * Inputs are named by their hash instead (`RunDirectory.keepInput`), return streams by engine and simulator.
 */
export function artifactPath(
  kind: ArtifactKind,
  metaProfile: string | null,
  riskProfile: string | null,
): string {
  const pattern = patterns[kind]
  ensure(pattern !== "", `${kind} is named by whoever writes it`)
  ensure(!pattern.includes("<meta>") || metaProfile !== null, `${kind} names its meta profile`)
  ensure(!pattern.includes("<risk>") || riskProfile !== null, `${kind} names its risk profile`)
  return pattern
    .replace("<meta>", () => fileNamePart(metaProfile ?? ""))
    .replace("<risk>", () => fileNamePart(riskProfile ?? ""))
}

function fileNamePart(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
}
