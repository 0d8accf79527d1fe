import { configuredRiskProfiles, type MetaAllocation } from "#shared/model/meta-allocation"
import { isMeta } from "#shared/model/manifest"
import type { RiskProfile } from "#shared/model/risk-profile"
import { describeInLine } from "./describe"
import { boundsProblems } from "../bounds-check"
import { gatesAtomic, gatesMeta } from "../features"
import { findMetaProfile, namesOfProfile } from "../find-profile"
import type { LoadedManifest } from "../manifest"
import type { Workspace } from "../open"
import { checkMetaProfile, profileOfSleeve } from "../profile-graph"
import { findRun, latestRun, type RunSummary } from "../runs"
import { effectiveFeatures, effectiveSettings, type SettingLayers } from "../settings"

/** What a sleeve of a meta profile asks of a run. */
export interface Demand {
  /** `meta/sleeve`, through nested profiles. */
  readonly path: string
  readonly root: string
  readonly riskProfile: RiskProfile
  readonly settings: Pick<MetaAllocation, "stream" | "stream_profiles" | "allow_stream_substitution">
  /** The sign test is a gate: its evidence is needed. */
  readonly signGate: boolean
}

/** A meta profile with the risk profiles it is run for and what stands in its way before any file is read. */
export interface MetaDemands {
  readonly name: string
  readonly riskProfiles: readonly RiskProfile[]
  readonly problems: readonly string[]
}

/** Which runs the sleeves of meta profiles use, and for what. */
export interface Demands {
  readonly metas: readonly MetaDemands[]
  readonly runs: ReadonlyMap<string, { readonly run: RunSummary; readonly demands: readonly Demand[] }>
}

/**
 * Follows the sleeves of the named meta profiles (all of the manifest when none is named) to the runs they are
 * pinned to or whose latest they take, nested profiles under their own settings for the risk profiles of the
 * root. What can't be followed is a problem of that meta profile.
 */
export function demandsOf(
  workspace: Workspace,
  loaded: LoadedManifest,
  runs: readonly RunSummary[],
  layers: SettingLayers,
  named: readonly string[],
): Demands {
  const every = Object.entries(loaded.manifest.profiles).flatMap(([name, profile]) =>
    typeof profile !== "string" && isMeta(profile) ? [name] : [],
  )
  const used = new Map<string, { run: RunSummary; demands: Demand[] }>()
  const metas = (named.length > 0 ? named : every).map((name): MetaDemands => {
    const found = findMetaProfile(loaded, name)
    if (!found.ok) return { name, riskProfiles: [], problems: found.problems.map(describeInLine) }
    const settings = effectiveSettings(loaded, name, layers)
    if (!settings.ok) return { name, riskProfiles: [], problems: settings.problems.map(describeInLine) }
    const { allocation, features } = settings.value
    const riskProfiles = configuredRiskProfiles(allocation)
    const flaws = [
      ...checkMetaProfile(loaded, found.value.name, allocation.max_depth),
      ...boundsProblems(loaded, {
        profile: found.value.name,
        settings: settings.value,
        sleeves: found.value.profile.sleeves ?? [],
      }),
    ]
    const problems = flaws.map(describeInLine)
    // A cycle would be walked for ever.
    if (flaws.some(({ code }) => code === "profile.cycle")) return { name, riskProfiles, problems }
    const gatesAll = gatesMeta(features) || gatesAtomic(features)
    const walk = (meta: string, path: string, own: MetaAllocation): void => {
      const profile = findMetaProfile(loaded, meta)
      if (!profile.ok) return
      for (const [index, sleeve] of (profile.value.profile.sleeves ?? []).entries()) {
        const here = `${path}/${sleeve.id}`
        const child = profileOfSleeve(loaded, profile.value.name, index, sleeve)
        if (!child.ok) continue
        if (sleeve.meta_profile !== undefined) {
          const nested = effectiveSettings(loaded, child.value.name, layers)
          if (nested.ok) walk(child.value.name, here, nested.value.allocation)
          else problems.push(...nested.problems.map(describeInLine))
          continue
        }
        const pinned = sleeve.run_id === "" ? undefined : sleeve.run_id
        const names = namesOfProfile(loaded, child.value.name)
        const run =
          pinned === undefined
            ? latestRun(workspace, child.value.name, names, runs)
            : findRun(workspace, pinned)
        if (!run.ok) {
          problems.push(...run.problems.map((one) => `${here}: ${describeInLine(one)}`))
          continue
        }
        const atomic = effectiveFeatures(loaded, child.value.name, layers)
        const signGate = gatesAll || (atomic.ok && gatesAtomic(atomic.value))
        const use = used.get(run.value.runId) ?? { run: run.value, demands: [] }
        used.set(run.value.runId, use)
        for (const riskProfile of riskProfiles) {
          use.demands.push({ path: here, root: name, riskProfile, settings: own, signGate })
        }
      }
    }
    walk(name, name, allocation)
    return { name, riskProfiles, problems }
  })
  return { metas, runs: used }
}
