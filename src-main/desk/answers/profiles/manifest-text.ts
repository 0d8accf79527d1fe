import type { ManifestText } from "#shared/contract/engine/profile-rows"
import { ok, type Result } from "#shared/problem/result"
import { readText } from "#engine/artifacts/disk-read"
import { sha256Of } from "#engine/artifacts/hash"
import { loadManifest } from "#engine/workspace/manifest"
import { checkManifest } from "#engine/workspace/manifest-check"
import { openWorkspace, workspaceRelative } from "#engine/workspace/open"
import { profileLinesOf } from "./manifest-lines"

/**
 * The manifest's text with the lines of its profiles, and what is wrong with it: also of one that is no manifest, so
 * that a screen can show the place. Fails as `openWorkspace`, and with `manifest.missing` or `file.unreadable`.
 */
export function manifestText(root: string): Result<ManifestText> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const loaded = loadManifest(workspace.value)
  const text = readText(workspace.value.manifestPath)
  if (!text.ok) return loaded.ok ? text : loaded
  return ok({
    path: workspaceRelative(workspace.value, workspace.value.manifestPath),
    text: text.value,
    sha256: loaded.ok ? loaded.value.sha256 : sha256Of(text.value),
    profiles: [...profileLinesOf(text.value)].map(([name, { line, endLine }]) => ({ name, line, endLine })),
    problems: loaded.ok ? checkManifest(loaded.value) : loaded.problems,
    warnings: loaded.ok ? loaded.value.warnings : [],
  })
}
