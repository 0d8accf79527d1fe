/** A line of `directional_sign_test.json`, with the platform's codes (reference 1.10). */
export interface SignFinding {
  readonly level: "ERROR" | "WARN"
  readonly code: SignCode
  /** The sleeve's run; empty when none was resolved. */
  readonly run_id: string
  readonly symbol: string
  readonly message: string
}

export type SignCode =
  | "SIGNTEST_MISSING_SYNTHETIC"
  | "SIGNTEST_MISSING_RAW"
  | "SIGNTEST_EMPTY_SYNTHETIC"
  | "SIGNTEST_EMPTY_RAW"
  | "SIGNTEST_LONG_MISMATCH"
  | "SIGNTEST_SHORT_NOT_INVERTED"
  | "SIGNTEST_OPTIMIZER_NOT_NORMALIZED"
  | "SIGNTEST_MISSING_PHYSICAL_COL"
  | "SIGNTEST_NO_ATOMS"
  | "SIGNTEST_OPTIMIZER_MISSING"
  | "SIGNTEST_OPTIMIZER_PARSE"
  | "SIGNTEST_META_NO_SLEEVES"

export interface SignTest {
  readonly errors: number
  readonly warnings: number
  readonly findings: readonly SignFinding[]
  /** Ours: what was looked at, so that an empty list of findings means something. */
  readonly tested: readonly { readonly sleeve: string; readonly run_id: string; readonly atoms: number }[]
}
