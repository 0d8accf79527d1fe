import type { SettingsView, SettingView } from "#shared/contract/engine/profile-rows"
import type { EffectiveSettings } from "#shared/model/settings"
import { ok, type Result } from "#shared/problem/result"
import { layerSettings } from "#engine/workspace/settings"
import type { AnswerEnvironment } from "../environment"
import { openManifest } from "../opened"

/**
 * The settings that a run of a profile would have, defaults of the program included, each with the layer that set
 * it. Fails as `openManifest` and `layerSettings`.
 */
export function settingsView(
  root: string,
  environment: AnswerEnvironment,
  profile: string,
  parameters: Readonly<Record<string, string>>,
): Result<SettingsView> {
  const opened = openManifest(root, environment, parameters)
  if (!opened.ok) return opened
  const layered = layerSettings(opened.value.loaded, profile, opened.value.layers)
  if (!layered.ok) return layered
  const { settings, warnings } = layered.value
  return ok({ profile, settings: settingRows(settings), warnings })
}

/** Every setting by its dotted path, as JSON. */
export function settingRows({ allocation, features, origins }: EffectiveSettings): readonly SettingView[] {
  const values: Readonly<Record<string, unknown>> = { meta_allocation: allocation, features }
  return Object.entries(origins).map(([path, origin]) => ({
    path,
    value: JSON.stringify(at(values, path.split("."))) ?? "",
    origin,
  }))
}

function at(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  return typeof value === "object" && value !== null
    ? at((value as Record<string, unknown>)[key], rest)
    : undefined
}
