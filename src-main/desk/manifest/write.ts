import type { ManifestEdit } from "#shared/contract/engine/manifest-edits"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { writeAtomically } from "#engine/artifacts/disk-write"
import { sha256Of } from "#engine/artifacts/hash"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { proposedManifest } from "./propose"

/**
 * Writes edits into a workspace's manifest. Fails as `loadManifest` and `proposedManifest`, with `manifest.changed`
 * where the file's hash is another than expected, with whatever the edits would break, and as `writeAtomically`.
 */
export function writeManifest(
  root: string,
  expectedSha256: string,
  edits: readonly ManifestEdit[],
): Result<{ readonly sha256: string }> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const loaded = loadManifest(workspace.value)
  if (!loaded.ok) return loaded
  if (loaded.value.sha256 !== expectedSha256) return failed(changedMeanwhile(loaded.value.path))
  const proposed = proposedManifest(loaded.value, edits)
  if (!proposed.ok) return proposed
  const [first, ...rest] = proposed.value.problems
  if (first !== undefined) return failed(first, ...rest)
  const written = writeAtomically(workspace.value.manifestPath, proposed.value.bytes)
  return written.ok ? ok({ sha256: sha256Of(proposed.value.bytes) }) : written
}

function changedMeanwhile(path: string) {
  return problem("manifest.changed", {
    what: "The manifest was changed by somebody else while it was edited.",
    where: path,
    seen: "other content than the edits were made for",
    remedy: "Look at what it would be now, and write again.",
  })
}
