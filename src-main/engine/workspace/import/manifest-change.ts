import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { readBytes } from "#engine/artifacts/disk-read"
import { writeAtomically } from "#engine/artifacts/disk-write"
import { sha256Of } from "#engine/artifacts/hash"
import { ensureHasProfile, withProfile } from "./manifest-edit"
import type { PreparedImport } from "./prepare-import"

/** What an import does to the manifest. */
export interface ManifestChange {
  readonly path: string
  /** The profile that was added; null when it was there. */
  readonly added: string | null
  readonly sha256_before: Sha256
  readonly sha256_after: Sha256
}

/** The manifest as it will be. */
export interface EditedManifest {
  readonly bytes: Uint8Array
  readonly change: ManifestChange
}

/** The manifest with the sleeve's profile, the same bytes when it has it. */
export function editedManifest({ request, knownProfile }: PreparedImport): EditedManifest {
  const { loaded, id, engine, riskProfiles, returns } = request
  const { bytes, path, sha256 } = loaded
  if (knownProfile !== null) {
    return { bytes, change: { path, added: null, sha256_before: sha256, sha256_after: sha256 } }
  }
  const edited = withProfile(bytes, id, {
    description: `Imported from ${returns.shown}`,
    backtest: { engines: engine, profiles: riskProfiles.join(",") },
  })
  ensureHasProfile(edited, id)
  return {
    bytes: edited,
    change: { path, added: id, sha256_before: sha256, sha256_after: sha256Of(edited) },
  }
}

/**
 * Writes the manifest. Fails with `manifest.changed` when somebody else has changed it since it was read, and as
 * `writeAtomically`.
 */
export function writeManifest({ request }: PreparedImport, { bytes, change }: EditedManifest): Result<void> {
  if (change.added === null) return ok(undefined)
  const { manifestPath } = request.workspace
  const now = readBytes(manifestPath)
  if (!now.ok) return now
  if (sha256Of(now.value) !== change.sha256_before) return failed(changedMeanwhile(change.path))
  return writeAtomically(manifestPath, bytes)
}

function changedMeanwhile(path: string): Problem {
  return problem("manifest.changed", {
    what: "The manifest was changed by somebody else while the sleeve was imported.",
    where: path,
    seen: "other content than was read at the start",
    remedy: "Import the sleeve again.",
  })
}
