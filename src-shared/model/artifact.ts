import { z } from "zod"

/** Kinds of artifacts a run writes (design 5.2): a meta run, and the run that an imported sleeve is kept in. */
export const artifactKinds = [
  "resolved_manifest",
  "meta_resolved",
  "input",
  "directional_sign_test",
  "meta_health",
  "meta_returns",
  "meta_manifest",
  "meta_decisions",
  "meta_alignment",
  "meta_optimized",
  "meta_cluster_tree",
  "portfolio_optimized_meta",
  "meta_flatten_check",
  "meta_backtest",
  "meta_backtest_returns",
  "meta_backtest_weights",
  "meta_report",
  "meta_portfolio_report",
  "return_stream",
  "portfolio_flattened",
] as const

export type ArtifactKind = (typeof artifactKinds)[number]

/** A file of a run: the index, not its name, says what it is. */
export const artifactEntrySchema = z.object({
  kind: z.enum(artifactKinds),
  meta_profile: z.string().nullable(),
  risk_profile: z.string().nullable(),
  /** Relative to the run directory, with forward slashes. */
  path: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  rows: z.number().int().nullable(),
  stage: z.string(),
  /** Inputs only: where the copy came from, relative to the workspace. */
  origin: z.string().optional(),
})

export type ArtifactEntry = z.output<typeof artifactEntrySchema>

/** `artifacts.json`, sorted by path. */
export const artifactIndexSchema = z.object({ schema: z.literal(1), artifacts: z.array(artifactEntrySchema) })

export type ArtifactIndex = z.output<typeof artifactIndexSchema>
