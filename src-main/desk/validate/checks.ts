/** The platform's codes (reference 1.11); the ones that pass are told too. */
export type MetaCode =
  | "META_SIGN_TEST_MISSING"
  | "META_SIGN_TEST_PARSE"
  | "META_SIGN_TEST_FAIL"
  | "META_SIGN_TEST_PASS"
  | "META_MISSING_ARTIFACTS"
  | "META_EMPTY_RETURNS"
  | "META_SINGLE_SLEEVE"
  | "META_EMPTY_WEIGHTS"
  | "META_SINGLE_WEIGHT"
  | "META_WEIGHT_COLUMN_MISMATCH"
  | "META_SINGLE_MATCH"
  | "META_BAD_WEIGHT_SUM"
  | "META_EMPTY_FLATTENED"
  | "META_CONCENTRATION"
  | "META_CLUSTER_TREE"
  | "META_CLUSTER_TREE_EMPTY"

/** One thing that was looked at. */
export interface MetaCheck {
  readonly ok: boolean
  readonly code: MetaCode
  /** The run's own, or one nested in it. */
  readonly meta_profile: string
  /** Null for what concerns the whole run. */
  readonly risk_profile: string | null
  /** File of the run, with the JSON path or column it is about. */
  readonly where: string
  readonly message: string
}

/** Thresholds of a validation. */
export interface MetaLimits {
  /** Largest |net| of one physical symbol; the platform's is 0.15. */
  readonly maxPhysicalWeight: number
}
