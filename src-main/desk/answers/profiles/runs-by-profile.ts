import { findProfile } from "#engine/workspace/find-profile"
import type { LoadedManifest } from "#engine/workspace/manifest"
import type { RunSummary } from "#engine/workspace/runs"

/** Runs by the profile they are of, aliases followed; runs of profiles that are gone keep their own name. */
export function runsByProfile(
  loaded: LoadedManifest,
  runs: readonly RunSummary[],
): ReadonlyMap<string, readonly RunSummary[]> {
  const byProfile = new Map<string, RunSummary[]>()
  const targets = new Map<string, string>()
  for (const run of runs) {
    let target = targets.get(run.profile)
    if (target === undefined) {
      const found = findProfile(loaded, run.profile)
      target = found.ok ? found.value.name : run.profile
      targets.set(run.profile, target)
    }
    const own = byProfile.get(target)
    if (own === undefined) byProfile.set(target, [run])
    else own.push(run)
  }
  return byProfile
}
