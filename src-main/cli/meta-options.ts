import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { loadLayers } from "#engine/workspace/dotenv"
import type { Workspace } from "#engine/workspace/open"
import { type CommandInput, listOption, type CommandOption, textOption } from "./command-file"
import type { Invocation } from "./invocation"
import { locateWorkspace } from "./locate"
import { parseParameters } from "./parameters"
import { parseRiskProfiles } from "./risk-profiles"

/** The options of the commands that run a meta profile or say what a run would meet. */
export const riskProfilesOption: CommandOption = {
  flags: "--risk-profiles <list>",
  description: "comma-separated; default: those of the profile",
}

export const parameterOption: CommandOption = {
  flags: "--param <name=value>",
  description: "a setting of meta_allocation, as often as needed",
  repeatable: true,
}

/** With the lines of `.env` that set nothing. */
type Layers = Extract<ReturnType<typeof loadLayers>, { ok: true }>["value"]

/** A meta profile that is asked for, as `executeMeta` and `planMeta` take it. */
export interface AskedMeta {
  readonly workspace: Workspace
  readonly metaProfile: string
  readonly riskProfiles?: readonly RiskProfile[]
  readonly layers: Layers
}

/**
 * The workspace, the meta profile, its risk profiles and the layers of settings. `switches` are settings that other
 * options of the command stand for; a parameter goes before them. Fails as reading each of them does.
 */
export function askedMeta(
  invocation: Invocation,
  input: CommandInput,
  switches: Readonly<Record<string, unknown>> = {},
): Result<AskedMeta> {
  const workspace = locateWorkspace(invocation)
  if (!workspace.ok) return workspace
  const asked = parseRiskProfiles(textOption(input, "riskProfiles"))
  if (!asked.ok) return asked
  const command = parseParameters(listOption(input, "param"))
  if (!command.ok) return command
  const layers = loadLayers(workspace.value.root, invocation, { ...switches, ...command.value })
  if (!layers.ok) return layers
  return ok({
    workspace: workspace.value,
    metaProfile: input.args[0]!,
    ...(asked.value === undefined ? {} : { riskProfiles: asked.value }),
    layers: layers.value,
  })
}
