import { type MetaAllocation, metaAllocationSchema } from "#shared/model/meta-allocation"
import type { EffectiveSettings, SettingLayer } from "#shared/model/settings"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, okUnless, type Result } from "#shared/problem/result"
import { backtestSection } from "./backtest-section"
import { commandLayer } from "./command-layer"
import { variableLayer } from "./environment-layer"
import { featureDefaults } from "./features"
import { findProfile, type NamedProfile } from "./find-profile"
import { allocationKeys } from "./known-keys"
import { dotted, type LayeredTree, type LayeredValue, leavesOf, mergeLayers } from "./layered-values"
import type { LoadedManifest } from "./manifest"
import { didYouMean } from "./did-you-mean"
import { flattenIssues, showValueAt } from "./shape-problem"
import { sleeveIdIn, sleeveKeyed } from "./sleeve-keys"

/** What lies above the manifest, lowest first. */
export interface SettingLayers {
  readonly dotenv: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Dotted paths: `meta_allocation.min_weight`, `features.feat_x`; texts are read by the schema. */
  readonly command: Readonly<Record<string, unknown>>
  /** What a layer holds that could not be read as a setting. */
  readonly unread?: readonly Problem[]
}

/** The manifest alone. */
export const noLayers: SettingLayers = { dotenv: {}, environment: {}, command: {} }

/**
 * The settings of one profile from all layers, each value with the layer that set it (design 5.1): code <
 * manifest `defaults` < profile < `.env` < environment < command. Fails with `settings.value` (where it was
 * set, line and column in the manifest), `bounds.unknownItem`, or `usage.unknownParameter` for the command.
 */
export function effectiveSettings(
  loaded: LoadedManifest,
  profileName: string,
  layers: SettingLayers,
): Result<EffectiveSettings> {
  const layered = layerSettings(loaded, profileName, layers)
  return layered.ok ? ok(layered.value.settings) : layered
}

/** `effectiveSettings` with what is worth a warning: variables that name a setting nothing
 * reads, lines of `.env` that set nothing. */
export function layerSettings(
  loaded: LoadedManifest,
  profileName: string,
  layers: SettingLayers,
): Result<{ readonly settings: EffectiveSettings; readonly warnings: readonly Problem[] }> {
  const found = findProfile(loaded, profileName)
  if (!found.ok) return found
  const sleeveIds = found.value.profile.sleeves?.map((sleeve) => sleeve.id) ?? []

  const dotenv = variableLayer(layers.dotenv, ".env", sleeveIds)
  const environment = variableLayer(layers.environment, "environment", sleeveIds)
  const command = commandLayer(layers.command)
  if (!command.ok) return command
  const walk = backtestSection(loaded, found.value)
  const values = [
    ...walk.values.filter(({ layer }) => layer === "defaults"),
    ...manifestValues(loaded, found.value, "defaults"),
    ...walk.values.filter(({ layer }) => layer === "profile"),
    ...manifestValues(loaded, found.value, "profile"),
    ...dotenv.values,
    ...environment.values,
    ...command.value,
  ]
  const tree = mergeLayers(lastRiskProfileChoice(values.filter((value) => concerns(value, sleeveIds))))

  const parsed = metaAllocationSchema.safeParse(tree.values["meta_allocation"] ?? {})
  if (!parsed.success) {
    const problems = flattenIssues(parsed.error.issues).map((issue) =>
      valueProblem(tree, issue.path, issue.message),
    )
    const [first, ...rest] = problems
    return failed(first!, ...rest)
  }
  const features = { ...featureDefaults, ...(tree.values["features"] as object | undefined) }
  const settings = { allocation: parsed.data, features, origins: originsOf(parsed.data, features, tree) }
  return okUnless(unknownItems(tree, parsed.data, sleeveIds), {
    settings,
    warnings: [
      ...(parsed.data.backtest.enabled ? walk.warnings : []),
      ...(layers.unread ?? []),
      ...dotenv.warnings,
      ...environment.warnings,
    ],
  })
}

/**
 * The features of any profile from all layers, its `meta_allocation` left unread: the settings of an atomic
 * profile that concern a meta run. Fails as `findProfile`, and with `usage.unknownParameter`.
 */
export function effectiveFeatures(
  loaded: LoadedManifest,
  profileName: string,
  layers: SettingLayers,
): Result<EffectiveSettings["features"]> {
  const found = findProfile(loaded, profileName)
  if (!found.ok) return found
  const command = commandLayer(layers.command)
  if (!command.ok) return command
  const values = [
    ...manifestValues(loaded, found.value, "defaults"),
    ...manifestValues(loaded, found.value, "profile"),
    ...variableLayer(layers.dotenv, ".env", []).values,
    ...variableLayer(layers.environment, "environment", []).values,
    ...command.value,
  ]
  const tree = mergeLayers(values.filter(({ path }) => path[0] === "features"))
  return ok({ ...featureDefaults, ...(tree.values["features"] as object | undefined) })
}

function manifestValues(
  loaded: LoadedManifest,
  { name, profile }: NamedProfile,
  layer: "defaults" | "profile",
): LayeredValue[] {
  const section = layer === "defaults" ? loaded.manifest.defaults : profile
  const base = layer === "defaults" ? ["defaults"] : ["profiles", name]
  return (["meta_allocation", "features"] as const).flatMap((key) =>
    leavesOf(section[key], [key])
      .filter(({ path }) => path.length > 1 && (key === "features" || allocationKeys.includes(path[1]!)))
      .map((leaf) => ({ ...leaf, layer, where: () => loaded.placeOf([...base, ...leaf.path]) })),
  )
}

/** What is said of a sleeve that the profile does not have is meant for others when they share the layer. */
function concerns({ path, layer }: LayeredValue, sleeveIds: readonly string[]): boolean {
  const shared = layer === "defaults" || layer === ".env" || layer === "environment"
  const id = sleeveIdIn(path.slice(1))
  return !shared || id === undefined || sleeveIds.includes(id)
}

/** `profile` and `profiles` are two spellings of one choice: the highest layer that has either decides. */
function lastRiskProfileChoice(values: readonly LayeredValue[]): readonly LayeredValue[] {
  const isChoice = ({ path }: LayeredValue) =>
    path[0] === "meta_allocation" && (path[1] === "profile" || path[1] === "profiles")
  const decides = values.findLast(isChoice)?.layer
  return values.filter((value) => !isChoice(value) || value.layer === decides)
}

function originsOf(
  allocation: MetaAllocation,
  features: Readonly<Record<string, unknown>>,
  tree: LayeredTree,
): Record<string, SettingLayer> {
  const leaves = [...leavesOf(allocation, ["meta_allocation"]), ...leavesOf(features, ["features"])]
  return Object.fromEntries(
    leaves.map(({ path }) => [dotted(path), tree.winners.get(dotted(path))?.layer ?? "code"]),
  )
}

function unknownItems(
  tree: LayeredTree,
  allocation: MetaAllocation,
  sleeveIds: readonly string[],
): Problem[] {
  const named = [
    ...sleeveKeyed.flatMap((setting) =>
      Object.keys(allocation[setting]).map((id) => ({ id, path: ["meta_allocation", setting, id] })),
    ),
    ...allocation.benchmark_sleeves.map((id) => ({ id, path: ["meta_allocation", "benchmark_sleeves"] })),
    ...allocation.groups.flatMap(({ items }) =>
      items.map((id) => ({ id, path: ["meta_allocation", "groups"] })),
    ),
    ...Object.keys(allocation.turnover?.previous ?? {}).map((id) => ({
      id,
      path: ["meta_allocation", "turnover", "previous", id],
    })),
  ]
  return named
    .filter(({ id }) => !sleeveIds.includes(id))
    .map(({ id, path }) =>
      problem("bounds.unknownItem", {
        what: `${path[1]} names a sleeve that the profile does not have.`,
        where: whereSet(tree, path),
        seen: id,
        remedy: didYouMean(id, sleeveIds),
      }),
    )
}

function valueProblem(tree: LayeredTree, issuePath: readonly PropertyKey[], message: string): Problem {
  const path = ["meta_allocation", ...issuePath.map(String)]
  return problem("settings.value", {
    what: `The setting ${issuePath.map(String).join(".")} has a value that it can't have.`,
    where: whereSet(tree, path),
    seen: `${showValueAt(tree.values, path)}: ${message}`,
    remedy: "Give it a value of the kind described.",
  })
}

/** Where the value at a path, the nearest one above it or the first below it was set. */
function whereSet(tree: LayeredTree, path: readonly string[]): string {
  for (let length = path.length; length > 0; length -= 1) {
    const winner = tree.winners.get(dotted(path.slice(0, length)))
    if (winner !== undefined) return winner.where()
  }
  const below = [...tree.winners.entries()].find(([key]) => key.startsWith(`${dotted(path)}.`))
  return below === undefined ? dotted(path) : below[1].where()
}
