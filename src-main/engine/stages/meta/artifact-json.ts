import type { ArtifactKind } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { artifactPath } from "#engine/artifacts/names"
import type { NewArtifact, RunDirectory } from "#engine/artifacts/run-directory"

/** Which artifact of a run: its kind, meta profile and risk profile. */
export interface ArtifactKey {
  readonly kind: ArtifactKind
  readonly metaProfile: string
  readonly riskProfile: string | null
}

/** A JSON artifact ready to be written. */
export function jsonArtifact(key: ArtifactKey, stage: string, content: object): NewArtifact {
  return { ...key, bytes: jsonBytes(content), rows: null, stage }
}

/**
 * The bytes of an artifact that an earlier stage of this run wrote; `artifact.missing` names the
 * stage's input that is not there yet.
 */
export function readArtifact(directory: RunDirectory, key: ArtifactKey): Result<Uint8Array> {
  const entry = directory.find(key.kind, key.metaProfile, key.riskProfile)
  if (entry !== undefined) return directory.read(entry)
  return failed(
    problem("artifact.missing", {
      what: `The run has no ${key.kind} of ${key.metaProfile}${key.riskProfile === null ? "" : ` for ${key.riskProfile}`}.`,
      where: `${directory.relativePath}/${artifactPath(key.kind, key.metaProfile, key.riskProfile)}`,
      seen: "not listed in the run's artifacts",
      remedy: "run the earlier stages first: meta.returns, meta.optimize, meta.flatten, meta.report",
    }),
  )
}

/**
 * A JSON artifact of this run as the type its writer gave it: the directory has just checked its hash
 * against the index, so it is trusted like a value in memory.
 */
export function readJsonArtifact<T>(directory: RunDirectory, key: ArtifactKey): Result<T> {
  const bytes = readArtifact(directory, key)
  return bytes.ok ? ok(JSON.parse(new TextDecoder().decode(bytes.value)) as T) : bytes
}
