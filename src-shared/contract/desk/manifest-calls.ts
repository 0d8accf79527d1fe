import { z } from "zod"
import { call } from "../call"
import { rootSchema } from "../engine/inputs"
import { manifestEditsSchema } from "../engine/manifest-edits"

export const manifestCalls = {
  /**
   * Writes edits into the manifest, whole or not at all. Refused with `manifest.changed` where the file is not the
   * one the edits were made for, and where they would break what was right.
   */
  "manifest.write": call(
    z.strictObject({
      root: rootSchema,
      expectedSha256: z.string().regex(/^[0-9a-f]{64}$/),
      edits: manifestEditsSchema,
    }),
    z.object({ sha256: z.string() }),
  ),
}
