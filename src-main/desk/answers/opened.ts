import { ok, type Result } from "#shared/problem/result"
import { loadLayers } from "#engine/workspace/dotenv"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { findRun, type RunSummary } from "#engine/workspace/runs"
import type { SettingLayers } from "#engine/workspace/settings"
import type { AnswerEnvironment } from "./environment"

/** A workspace with its manifest and what lies above it. */
export interface OpenedManifest {
  readonly workspace: Workspace
  readonly loaded: LoadedManifest
  readonly layers: SettingLayers
}

/** Reads a workspace's manifest and `.env`. Fails as `openWorkspace`, `loadManifest` and `loadLayers`. */
export function openManifest(
  root: string,
  environment: AnswerEnvironment,
  command: SettingLayers["command"] = {},
): Result<OpenedManifest> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const loaded = loadManifest(workspace.value)
  if (!loaded.ok) return loaded
  const layers = loadLayers(workspace.value.root, { environment: environment.variables }, command)
  if (!layers.ok) return layers
  return ok({ workspace: workspace.value, loaded: loaded.value, layers: layers.value })
}

/** A run of a workspace. Fails as `openWorkspace` and `findRun`. */
export function openRun(root: string, runId: string): Result<RunSummary> {
  const workspace = openWorkspace(root)
  return workspace.ok ? findRun(workspace.value, runId) : workspace
}
