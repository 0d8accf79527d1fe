/** A SHA-256 digest as 64 lower-case hex digits. */
export type Sha256 = string & { readonly shape: "64 hex digits" }

/** 64 zeros: the `prev_hash` of the first record of a ledger. */
export const ZERO_SHA256 = "0".repeat(64) as Sha256

export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text)
}
