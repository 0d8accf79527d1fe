import type { ManifestEdit, ManifestProposal } from "#shared/contract/engine/manifest-edits"
import { ok, type Result } from "#shared/problem/result"
import { loadManifest } from "#engine/workspace/manifest"
import { openWorkspace } from "#engine/workspace/open"
import { proposedManifest } from "../../manifest/propose"

/** What a workspace's manifest would be after edits. Fails as `loadManifest` and `proposedManifest`. */
export function manifestProposal(root: string, edits: readonly ManifestEdit[]): Result<ManifestProposal> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const loaded = loadManifest(workspace.value)
  if (!loaded.ok) return loaded
  const proposed = proposedManifest(loaded.value, edits)
  if (!proposed.ok) return proposed
  const { bytes: _bytes, ...told } = proposed.value
  return ok(told)
}
