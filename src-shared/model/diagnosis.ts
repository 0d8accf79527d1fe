/** What is said of a file. */
export type Verdict = "found" | "missing" | "stale" | "wrong shape" | "convertible"

/** A file of a workspace and what was found there. */
export interface FileVerdict {
  /** Relative to the workspace, with forward slashes. */
  readonly file: string
  readonly role: string
  readonly verdict: Verdict
  /** Meta profiles that can't be run without it. */
  readonly needed_by: readonly string[]
  /** What was seen, with the place inside the file where there is one. */
  readonly detail: string
  /** Null where there is nothing to do. */
  readonly remedy: string | null
}

/** What was seen of a run and its files. */
export interface RunDiagnosis {
  readonly run_id: string
  /** Relative to the workspace. */
  readonly run_dir: string
  readonly profile: string
  readonly kind: "meta" | "atomic"
  readonly completeness: "recorded" | "inferred" | "incomplete"
  /** `meta/sleeve` of every sleeve that uses it. */
  readonly used_by: readonly string[]
  readonly runnable: boolean
  readonly files: readonly FileVerdict[]
}

/** Whether a meta profile can be run, and what keeps it from that. */
export interface MetaDiagnosis {
  readonly meta_profile: string
  readonly risk_profiles: readonly string[]
  readonly runnable: boolean
  readonly because: readonly string[]
}

/** What `nestfolio doctor` tells of a workspace. */
export interface Diagnosis {
  readonly runnable: boolean
  readonly manifest: FileVerdict
  readonly metas: readonly MetaDiagnosis[]
  readonly runs: readonly RunDiagnosis[]
  /** The one command that converts every pickle that was listed; null when there is none. */
  readonly convert: string | null
}
