import type { EffectiveSettings } from "./settings"
import type { Problem } from "#shared/problem/problem"
import type { Sha256 } from "#shared/quantity/sha256"

/** `config/meta_resolved.json`: what every stage after `resolve` reads instead of the manifest. */
export interface ResolvedRun {
  readonly schema: 1
  readonly manifest: { readonly path: string; readonly sha256: Sha256 }
  /** The root profile's description in the manifest; empty when it has none. */
  readonly description: string
  /** What is odd but not wrong: keys that nothing reads, a pin to another profile's run. */
  readonly remarks: readonly Problem[]
  /** Pickles of all the sleeves' runs that nobody converted yet, relative to the workspace; absent without any. */
  readonly pickles?: readonly string[]
  readonly root: ResolvedMeta
}

export interface ResolvedMeta {
  readonly kind: "meta"
  /** The profile's name after aliases were followed. */
  readonly profile: string
  /** Atomic 0, meta 1 + the deepest child. */
  readonly depth: number
  readonly settings: EffectiveSettings
  readonly sleeves: readonly ResolvedSleeve[]
}

export type ResolvedSleeve = ResolvedAtomic | ResolvedNested

export interface ResolvedAtomic {
  readonly kind: "atomic"
  readonly id: string
  readonly profile: string
  readonly runId: string
  /** Relative to the workspace, with forward slashes. */
  readonly runPath: string
  readonly chosen: "pinned" | "latest" | "executed"
  readonly completeness: "recorded" | "inferred"
  /** The sign test of this run is a gate though it is none of the root: `feat_directional_sign_test_gate_atomic`. */
  readonly signGate?: true
}

export interface ResolvedNested {
  readonly kind: "meta"
  readonly id: string
  readonly node: ResolvedMeta
}
