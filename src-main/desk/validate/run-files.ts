import type { z } from "zod"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readIndex } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"

/** A run's artifacts as its index lists them; bytes that are not the listed ones are never used. */
export interface RunFiles {
  find(kind: ArtifactKind, metaProfile: string | null, riskProfile: string | null): ArtifactEntry | undefined
  read(entry: ArtifactEntry): Result<Uint8Array>
  /** A JSON artifact of a shape. Fails with `file.format` at the JSON path. */
  json<T>(entry: ArtifactEntry, schema: z.ZodType<T>): Result<T>
}

/** Opens the index of a run. Fails as `readIndex`. */
export function openRunFiles(runPath: string): Result<RunFiles> {
  const index = readIndex(runPath)
  if (!index.ok) return index
  const read = (entry: ArtifactEntry) => readListed(runPath, entry)
  return ok({
    find: (kind, metaProfile, riskProfile) =>
      index.value.find(
        (entry) =>
          entry.kind === kind && entry.meta_profile === metaProfile && entry.risk_profile === riskProfile,
      ),
    read,
    json: (entry, schema) => {
      const bytes = read(entry)
      if (!bytes.ok) return bytes
      const parsed = schema.safeParse(parse(bytes.value))
      return parsed.success ? ok(parsed.data) : failed(otherShape(entry, parsed.error))
    },
  })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function otherShape(entry: ArtifactEntry, error: z.ZodError) {
  const [issue] = error.issues
  return problem("file.format", {
    what: `A file of kind ${entry.kind} does not have the shape of its kind.`,
    where: `${entry.path} ${issue?.path.join(".") ?? ""}`.trimEnd(),
    seen: issue?.message ?? "no JSON",
    remedy: "Run the meta profile again with this version of the program.",
  })
}
