import { createHash } from "node:crypto"
import type { Sha256 } from "#shared/quantity/sha256"

/** SHA-256 of bytes, or of the UTF-8 form of a text, as 64 lower-case hex digits. */
export function sha256Of(content: Uint8Array | string): Sha256 {
  return createHash("sha256").update(content).digest("hex") as Sha256
}
