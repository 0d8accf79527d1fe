import { z } from "zod"
import { failed, ok, type Result } from "#shared/problem/result"
import { canonicalJson } from "#engine/artifacts/formats/canonical-json"
import type { OpenRun } from "#engine/artifacts/run-lifecycle"
import { dotted, leavesOf } from "#engine/workspace/layered-values"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { effectiveSettings, type SettingLayers } from "#engine/workspace/settings"
import { notResumable } from "./resume-refusal"

const openingSchema = z.object({
  manifest: z.object({ path: z.string(), sha256: z.string() }),
  execute_sleeves: z.boolean().optional(),
  meta_allocation: z.record(z.string(), z.unknown()),
  features: z.record(z.string(), z.unknown()),
  origins: z.record(z.string(), z.string()),
})

/** What a run was opened with. */
export interface Opening {
  readonly loaded: LoadedManifest
  readonly layers: SettingLayers
  readonly executeSleeves: boolean
}

/**
 * The manifest and the layers of settings that a run was opened with: the manifest from the copy that the run
 * kept, the command's settings from its effective ones, `.env` and environment as they are now. Fails with
 * `run.notResumable` when these don't give the run's settings any more, or when it never came to write them.
 */
export function recallOpening(
  now: { readonly workspace: Workspace; readonly layers: Omit<SettingLayers, "command"> },
  { directory }: OpenRun,
  metaProfile: string,
): Result<Opening> {
  const never = failed(notResumable(directory.id, "it ended before it had written down what to do"))
  const entry = directory.find("resolved_manifest", null, null)
  const copy = directory.entries().find(({ kind, stage }) => kind === "input" && stage === "resolve")
  if (entry === undefined || copy === undefined) return never
  const bytes = directory.read(entry)
  if (!bytes.ok) return bytes
  const opening = openingSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value)))

  const { root } = now.workspace
  const opened = openWorkspace(root, { manifestPath: `${directory.path}/${copy.path}` })
  if (!opened.ok) return opened
  const manifest = loadManifest(opened.value)
  if (!manifest.ok) return manifest
  const loaded = { ...manifest.value, path: opening.manifest.path }

  const { meta_allocation, features, origins } = opening
  const given = [...leavesOf(meta_allocation, ["meta_allocation"]), ...leavesOf(features, ["features"])]
  const command = Object.fromEntries(
    given
      .map(({ path, value }) => [dotted(path), value] as const)
      .filter(([path]) => origins[path] === "command"),
  )
  const layers = { ...now.layers, command }
  const settings = effectiveSettings(loaded, metaProfile, layers)
  if (!settings.ok) return settings
  const { allocation, features: flags, origins: layersNow } = settings.value
  const same =
    canonicalJson({ meta_allocation, features, origins }) ===
    canonicalJson({ meta_allocation: allocation, features: flags, origins: layersNow })
  if (!same) return failed(notResumable(directory.id, "`.env` or the environment give other settings now"))
  return ok({ loaded, layers, executeSleeves: opening.execute_sleeves === true })
}
