import { isMeta, type Profile } from "#shared/model/manifest"
import { type Problem, problem } from "#shared/problem/problem"
import { boundsProblems } from "./bounds-check"
import { findProfile } from "./find-profile"
import type { LoadedManifest } from "./manifest"
import { checkMetaProfile } from "./profile-graph"
import { effectiveSettings, noLayers } from "./settings"

/**
 * Everything a manifest can be known to get wrong without looking at a run (reference 1.1.6): aliases that
 * lead nowhere, the tree and the settings of every meta profile, walk-forward lengths that can't be met.
 * A problem that several profiles share is told once.
 */
export function checkManifest(loaded: LoadedManifest): Problem[] {
  const problems = Object.entries(loaded.manifest.profiles).flatMap(([name, entry]) => {
    if (typeof entry === "string") {
      const found = findProfile(loaded, name)
      return found.ok ? [] : [...found.problems]
    }
    return isMeta(entry) ? metaProblems(loaded, name, entry) : lengthProblems(loaded, name, entry)
  })
  return [...new Map(problems.map((one) => [`${one.code} ${one.where} ${one.seen}`, one])).values()]
}

function metaProblems(loaded: LoadedManifest, name: string, profile: Profile): readonly Problem[] {
  const settings = effectiveSettings(loaded, name, noLayers)
  if (!settings.ok) return settings.problems
  return [
    ...checkMetaProfile(loaded, name, settings.value.allocation.max_depth),
    ...boundsProblems(loaded, { profile: name, settings: settings.value, sleeves: profile.sleeves ?? [] }),
  ]
}

/** A profile needs more history than it trains on, and a floor that lets every asset be trained on. */
function lengthProblems(loaded: LoadedManifest, name: string, profile: Profile): Problem[] {
  const lengthOf = (section: "data" | "backtest", key: string): number | undefined => {
    const value = profile[section]?.[key] ?? loaded.manifest.defaults[section]?.[key]
    return typeof value === "number" ? value : undefined
  }
  const train = lengthOf("backtest", "train_window")
  const lookback = lengthOf("data", "lookback_days")
  const floor = lengthOf("data", "min_days_floor")
  const problems: Problem[] = []
  if (train !== undefined && lookback !== undefined && train >= lookback) {
    problems.push(lengthProblem(loaded, name, `train_window ${train} is not below lookback_days ${lookback}`))
  }
  if (train !== undefined && floor !== undefined && floor < train) {
    problems.push(lengthProblem(loaded, name, `min_days_floor ${floor} is below train_window ${train}`))
  }
  return problems
}

function lengthProblem(loaded: LoadedManifest, name: string, seen: string): Problem {
  return problem("settings.combination", {
    what: "A profile's lengths of history don't fit together.",
    where: loaded.placeOf(["profiles", name]),
    seen,
    remedy: "Train on fewer days than are looked back on, and ask every asset for at least as many.",
  })
}
