import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { checkManifest } from "#engine/workspace/manifest-check"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { openWorkspace, type Workspace } from "#engine/workspace/open"
import { listProfiles } from "#engine/workspace/profiles"
import { effectiveSettings, noLayers, type SettingLayers } from "#engine/workspace/settings"
import type { Random } from "../random"
import { metaProfiles, smallWorkspace } from "../small-workspace"
import { flawOf, flawOfResult, type Target } from "../target"
import { mutatedFile } from "./holdings"

/** The manifest: loaded, checked, every profile's settings layered and every meta profile resolved. */
export const manifestTarget: Target = {
  name: "manifest",
  share: 20,
  open: async () => {
    const written = await smallWorkspace().write()
    const opened = openWorkspace(written.root)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problems))
    const path = join(written.root, "configs/manifest.json")
    const bytes = new Uint8Array(readFileSync(path))
    return {
      try: async (random) => {
        writeFileSync(path, mutatedFile(bytes, random))
        return tryOne(opened.value, random) ?? pollution()
      },
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

function tryOne(workspace: Workspace, random: Random): string | undefined {
  const loaded = loadManifest(workspace)
  if (!loaded.ok) return flawOf(loaded.problems)
  const layers = layersFor(random)
  const listed = listProfiles(loaded.value).map(({ name }) => name)
  const names = new Set([...metaProfiles, ...listed.slice(0, 20), "__proto__", "constructor"])
  return firstOf([
    () => flawOf(loaded.value.warnings),
    () => flawOf(checkManifest(loaded.value)),
    ...[...names].flatMap((name) => [
      () => settingsFlaw(loaded.value, name, layers),
      () => resolveFlaw(workspace, loaded.value, name, layers),
    ]),
  ])
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const flaw = check()
    if (flaw !== undefined) return flaw
  }
  return undefined
}

function settingsFlaw(loaded: LoadedManifest, name: string, layers: SettingLayers): string | undefined {
  return flawOfResult(effectiveSettings(loaded, name, layers), ({ allocation }) => {
    const { min_weight, max_weight, health_threshold } = allocation
    const numbers = { min_weight, max_weight, health_threshold }
    const wrong = Object.entries(numbers).find(([, value]) => !Number.isFinite(value))
    return wrong === undefined ? undefined : `${wrong[0]} is ${wrong[1]}`
  })
}

function resolveFlaw(
  workspace: Workspace,
  loaded: LoadedManifest,
  metaProfile: string,
  layers: SettingLayers,
): string | undefined {
  const request = { workspace, loaded, metaProfile, layers, executed: new Map() }
  return flawOfResult(resolveMeta(request), (resolved) => {
    const { root, remarks } = resolved
    if (root.sleeves.length === 0) return `${metaProfile} resolves to no sleeves`
    if (root.depth > root.settings.allocation.max_depth) return "deeper than max_depth"
    // What resolves is written to a file next.
    jsonBytes(resolved)
    return flawOf(remarks)
  })
}

/** Mostly the manifest alone; else variables and parameters as odd as they come. */
function layersFor(random: Random): SettingLayers {
  if (random.chance(0.6)) return noLayers
  const value = random.pick([
    "0.3",
    "NaN",
    "",
    "1e999",
    "[]",
    "{",
    "__proto__",
    "null",
    "true",
    "x".repeat(10_000),
  ])
  const setting = random.pick([
    "min_weight",
    "profiles",
    "bounds",
    "bounds.coins.max",
    "__proto__.x",
    "",
    "..",
    "backtest.enabled",
  ])
  const path = `${random.pick(["meta_allocation", "features", "__proto__", "constructor", ""])}.${setting}`
  const variable = `TV_META_ALLOCATION__${setting.toUpperCase().replaceAll(".", "__")}`
  return {
    dotenv: { [variable]: value },
    environment: { [`${variable}__COINS`]: value, [random.pick(["__proto__", "TV_", variable])]: value },
    command: random.chance(0.5) ? { [path]: value } : {},
  }
}

/** A key named __proto__ must never reach the prototype of everything. */
function pollution(): string | undefined {
  const names = Object.keys(Object.prototype)
  return names.length === 0 ? undefined : `Object.prototype has got ${names.join(", ")}`
}
