import type { Problem } from "#shared/problem/problem"
import type { ProfileRow, RunRow } from "./rows"

/** The profiles of a manifest, each once; a screen unfolds them along `members`. */
export interface ProfileTree {
  /** Relative to the workspace. */
  readonly manifest: string
  readonly defaultProfile: string | null
  /** In manifest order; names that lead to no profile are among them, with their problem. */
  readonly profiles: readonly ProfileNode[]
  /** What of the manifest is odd but not wrong. */
  readonly warnings: readonly Problem[]
}

/** A profile with what is known of it at a glance. */
export interface ProfileNode extends ProfileRow {
  /** Empty for an atomic profile. */
  readonly members: readonly ProfileMember[]
  /** Allowed weight of one sleeve; null for an atomic profile, or where its settings can't be read. */
  readonly bounds: WeightBounds | null
  readonly healthThreshold: number | null
  /** Why it can't be run as it stands: cycles, depth, sleeves without a profile, settings. */
  readonly problems: readonly Problem[]
  /** Newest first, two at most: what "compare the last two" takes. Complete runs with a report. */
  readonly comparable: readonly string[]
  /** Of the newest report; null without one. */
  readonly lastReport: ReportAtAGlance | null
}

/** A sleeve of a meta profile, in manifest order. */
export interface ProfileMember {
  readonly id: string
  readonly kind: "meta" | "atomic"
  /** As the sleeve names it. */
  readonly profile: string
  /** After aliases; null where it leads nowhere. */
  readonly target: string | null
  readonly pinnedRun: string | null
  readonly bounds: WeightBounds | null
  readonly line: number
  /** A cycle (with its path) or a missing profile: shown in place, and not unfolded. */
  readonly problem: Problem | null
}

/** Fractions of the meta profile. */
export interface WeightBounds {
  readonly min: number
  readonly max: number
}

export interface ReportAtAGlance {
  readonly runId: string
  readonly verdict: "PASS" | "WARN" | "FAIL"
  /** Of the sleeves of all its levels, under its first solved risk profile. */
  readonly health: HealthCounts
}

export interface HealthCounts {
  readonly healthy: number
  readonly degraded: number
  readonly vetoed: number
  readonly unknown: number
}

/** The manifest as it stands in its file, right or wrong. */
export interface ManifestText {
  /** Relative to the workspace. */
  readonly path: string
  readonly text: string
  readonly sha256: string
  readonly profiles: readonly { readonly name: string; readonly line: number; readonly endLine: number }[]
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
}

/** The settings that a run of a profile would have, each with the layer that set it. */
export interface SettingsView {
  readonly profile: string
  readonly settings: readonly SettingView[]
  readonly warnings: readonly Problem[]
}

export interface SettingView {
  /** Dotted, with its section: `meta_allocation.health_threshold`. */
  readonly path: string
  /** As JSON. */
  readonly value: string
  readonly origin: string
}

/** An atomic profile with the run that a sleeve of it would take. */
export interface AtomicProfile extends ProfileRow {
  /** The newest complete run; `lastRun` may be a newer one that is not. */
  readonly usableRun: RunRow | null
  /** Meta profiles with a sleeve of it. */
  readonly usedBy: readonly string[]
}
