import type { SettingLayers } from "#engine/workspace/settings"

/**
 * Settings of the command line that hold for the whole run. The others shape the weights of the profile that
 * was named and stay with it: a nested profile is optimised under its own (design 5.3).
 */
const runWide: ReadonlySet<string> = new Set([
  "health_threshold",
  "health_policy",
  "strict",
  "join",
  "min_common_rows",
  "allow_single_sleeve",
  "toxic_return_policy",
  "allow_stream_substitution",
])

/** The layers as a nested meta profile sees them: files and environment alike, of the command what is run-wide. */
export function layersOfNested(layers: SettingLayers): SettingLayers {
  const command = Object.entries(layers.command).filter(([name]) => {
    const bare = name.replace(/^meta_allocation\./, "")
    return bare.startsWith("features.") || runWide.has(bare)
  })
  return { ...layers, command: Object.fromEntries(command) }
}
