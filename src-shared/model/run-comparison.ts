import type { Figure } from "./figure"
import type { RunState } from "./run"

/** What changed between two runs. Only what differs is listed; null stands for "not there". */
export interface RunComparison {
  readonly left: ComparedRun
  readonly right: ComparedRun
  /** Whether anything at all is listed below. */
  readonly different: boolean
  readonly data: readonly DataDifference[]
  readonly settings: readonly SettingDifference[]
  /** Program version and what it runs on, as the genesis records tell them. */
  readonly code: readonly CodeDifference[]
  readonly windows: readonly WindowDifference[]
  /** Who took part, and why not. */
  readonly decisions: readonly DecisionDifference[]
  readonly sleeve_weights: readonly WeightDifference[]
  readonly holdings: readonly HoldingDifference[]
  readonly metrics: readonly MetricDifference[]
  readonly artifacts: ArtifactComparison
}

export interface ComparedRun {
  readonly run_id: string
  readonly profile: string
  readonly state: RunState
  readonly verdict: string | null
  readonly risk_profiles: readonly string[]
}

interface Sides<T> {
  readonly left: T | null
  readonly right: T | null
}

/** A file that was read of a sleeve's run, or the manifest. */
export interface DataDifference extends Sides<InputVersion> {
  /** `meta/sleeve`, or the manifest. */
  readonly source: string
  /** Relative to the sleeve's run directory. */
  readonly file: string
}

export interface InputVersion {
  /** The sleeve's run; null for the manifest. */
  readonly run_id: string | null
  readonly sha256: string
}

export interface SettingDifference extends Sides<SetValue> {
  readonly meta_profile: string
  /** Dotted, as in the effective settings. */
  readonly path: string
}

export interface SetValue {
  /** As JSON. */
  readonly value: string
  readonly origin: string
}

export interface CodeDifference extends Sides<string> {
  readonly name: string
}

export interface WindowDifference extends Sides<JoinedWindow> {
  readonly meta_profile: string
  readonly risk_profile: string
}

export interface JoinedWindow {
  readonly first: string
  readonly last: string
  readonly rows: number
}

export interface DecisionDifference extends Sides<DecidedSleeve> {
  readonly meta_profile: string
  readonly risk_profile: string
  readonly sleeve: string
}

export interface DecidedSleeve {
  readonly status: string
  readonly reason: string | null
  readonly note: string
}

/** A fraction of the meta profile. */
export interface WeightDifference extends Sides<number> {
  readonly meta_profile: string
  readonly risk_profile: string
  readonly sleeve: string
}

/** A net weight, as a fraction of the root. */
export interface HoldingDifference extends Sides<number> {
  readonly risk_profile: string
  readonly symbol: string
}

export interface MetricDifference extends Sides<number> {
  readonly risk_profile: string
  readonly sample: "in sample" | "out of sample"
  readonly key: string
  readonly title: string
  readonly unit: Figure["unit"]
}

export interface ArtifactComparison {
  /** Paths of artifacts with equal bytes; of the report without its header. */
  readonly equal: readonly string[]
  readonly different: readonly ({ readonly path: string } & Sides<string>)[]
}
