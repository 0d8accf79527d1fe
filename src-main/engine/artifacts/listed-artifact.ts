import type { ArtifactEntry } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import { readBytes } from "./disk-read"
import { sha256Of } from "./hash"
import { isInside, pathOutside } from "./path-inside"

/** The bytes of a listed artifact of any run. Fails with `artifact.missing`, `artifact.changed`, `file.pathOutside`. */
export function readListed(runPath: string, entry: ArtifactEntry): Result<Uint8Array> {
  if (!isInside(entry.path)) return pathOutside(entry.path, "a path that leaves the run directory")
  const where = `${runPath}/${entry.path}`
  const bytes = readBytes(where)
  if (!bytes.ok) {
    if (bytes.problems[0].code !== "file.missing") return bytes
    return failed(
      problem("artifact.missing", {
        what: `The run lists a file of kind ${entry.kind}, but it is gone.`,
        where,
        seen: "no such file",
        remedy: "Restore the file from a backup, or run again.",
      }),
    )
  }
  const sha256 = sha256Of(bytes.value)
  if (sha256 === entry.sha256) return bytes
  return failed(
    problem("artifact.changed", {
      what: `A file of kind ${entry.kind} is not the one that the run wrote.`,
      where,
      seen: `SHA-256 ${sha256}, listed as ${entry.sha256}`,
      remedy: "Restore the file from a backup, or run again.",
    }),
  )
}
