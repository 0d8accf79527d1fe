import type { SettingView } from "#shared/contract/engine/profile-rows"
import { ok } from "#shared/problem/result"
import { type CommandFile, listOption, switchOption } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import { locateManifest } from "../locate"
import { parseParameters } from "../parameters"
import { table } from "../table"

/** The settings a run of a profile would have. */
export const config: CommandFile = {
  call: "config <profile>",
  summary: "show the effective settings of a profile, with the layer that set each",
  example: "config global_core --origins",
  options: [
    { flags: "--origins", description: "name the layer of each value, defaults of the program included" },
    { flags: "--param <name=value>", description: "a setting as `run` would be given it", repeatable: true },
  ],
  async run(invocation, input) {
    const located = await locateManifest(invocation)
    if (!located.ok) return located
    const command = parseParameters(listOption(input, "param"))
    if (!command.ok) return command
    const layers = loadLayers(located.value.workspace.root, invocation, command.value)
    if (!layers.ok) return layers
    const [{ layerSettings }, { settingRows }] = await Promise.all([
      import("#engine/workspace/settings"),
      import("#main/desk/answers/profiles/effective-settings"),
    ])
    const layered = layerSettings(located.value.loaded, input.args[0]!, layers.value)
    if (!layered.ok) return layered
    const { settings, warnings } = layered.value
    const { allocation, features, origins } = settings
    const all = switchOption(input, "origins")
    return ok({
      data: { profile: input.args[0]!, meta_allocation: allocation, features, origins },
      text: textOf(settingRows(settings), all),
      warnings,
    })
  },
}

/** Values that a layer set, or all of them; without any the defaults of the program hold. */
function textOf(settings: readonly SettingView[], all: boolean): string {
  const rows = settings
    .filter(({ origin }) => all || origin !== "code")
    .map(({ path, value, origin }) => [path, value, origin])
  return rows.length === 0
    ? "every setting is the program's default (--origins lists them)"
    : table(["SETTING", "VALUE", "SET BY"], rows)
}
