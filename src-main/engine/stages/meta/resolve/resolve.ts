import type { Sleeve } from "#shared/model/manifest"
import type { ResolvedAtomic, ResolvedMeta, ResolvedRun, ResolvedSleeve } from "#shared/model/resolved"
import { ensure } from "#shared/problem/ensure"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import type { LoadedManifest } from "#engine/workspace/manifest"
import type { Workspace } from "#engine/workspace/open"
import { boundsProblems } from "#engine/workspace/bounds-check"
import { unconvertedPickles } from "#engine/workspace/doctor/pickles"
import { gatesAtomic, gatesMeta } from "#engine/workspace/features"
import { checkMetaProfile, profileOfSleeve, sleevePlace } from "#engine/workspace/profile-graph"
import { findMetaProfile, namesOfProfile } from "#engine/workspace/profiles"
import { findRun, incompleteRun, latestRun, listRuns, type RunSummary } from "#engine/workspace/runs"
import { effectiveFeatures, layerSettings, type SettingLayers } from "#engine/workspace/settings"
import { everyAtomic, everyMeta } from "../nodes"
import { layersOfNested } from "./nested-layers"

/** What stage 0 needs; `executed` holds the runs made for this one, by sleeve path. */
export interface ResolveRequest {
  readonly workspace: Workspace
  readonly loaded: LoadedManifest
  readonly metaProfile: string
  readonly layers: SettingLayers
  readonly executed: ReadonlyMap<string, RunId>
}

/** The key of `executed`: sleeve ids from the root's sleeve down, as branch/long_all. */
export function sleevePath(ids: readonly string[]): string {
  return ids.join("/")
}

/**
 * Stage 0 (design 5.3): the tree of a meta profile with aliases followed, settings with their origins, and the
 * run of every atomic sleeve: executed, else pinned, else the newest complete one. A pinned run that is
 * missing or incomplete is a problem, never a fallback. All problems of the tree are told at once: those of
 * `checkMetaProfile`, `layerSettings` and `boundsProblems`, `run.missing`, `run.incomplete`, `run.none`, `manifest.shape`.
 */
export function resolveMeta(request: ResolveRequest): Result<ResolvedRun> {
  const { loaded, metaProfile, layers } = request
  const root = findMetaProfile(loaded, metaProfile)
  if (!root.ok) return root
  const settings = layerSettings(loaded, root.value.name, layers)
  if (!settings.ok) return settings
  const unsound = checkMetaProfile(loaded, root.value.name, settings.value.settings.allocation.max_depth)
  const [flaw, ...flaws] = unsound
  if (flaw !== undefined) return failed(flaw, ...flaws)

  const resolver = new Resolver(request)
  const node = resolver.meta(root.value.name, layers, [], false)
  const [first, ...rest] = resolver.problems
  if (first !== undefined) return failed(first, ...rest)
  ensure(node !== undefined, "a tree without problems is resolved")
  const [conflict, ...conflicts] = everyMeta(node).flatMap((meta) => boundsProblems(loaded, meta))
  if (conflict !== undefined) return failed(conflict, ...conflicts)
  const pickles = picklesOf(request.workspace, node)
  return ok({
    schema: 1,
    manifest: { path: loaded.path, sha256: loaded.sha256 },
    description: root.value.profile.description ?? "",
    remarks: [...remarksOn(loaded, everyMeta(node)), ...resolver.warnings],
    ...(pickles.length === 0 ? {} : { pickles }),
    root: node,
  })
}

/** Of every run of the tree, in the order of its sleeves. */
function picklesOf({ root }: Workspace, node: ResolvedMeta): readonly string[] {
  const runs = new Set(everyAtomic(node).map(({ sleeve }) => sleeve.runPath))
  return [...runs].flatMap((run) => unconvertedPickles(`${root}/${run}`).map((file) => `${run}/${file}`))
}

/** Walks the tree once and gathers every problem on the way. */
class Resolver {
  readonly problems: Problem[] = []
  readonly warnings: Problem[] = []
  /** Listed when the first sleeve asks for its latest run. */
  private runs: readonly RunSummary[] | undefined

  constructor(private readonly request: ResolveRequest) {}

  /** `gated`: whether a meta profile above asks for the sign test of every sleeve below it. */
  meta(
    name: string,
    layers: SettingLayers,
    above: readonly string[],
    gated: boolean,
  ): ResolvedMeta | undefined {
    const { loaded } = this.request
    const layered = this.keep(layerSettings(loaded, name, layers))
    const found = this.keep(findMetaProfile(loaded, name))
    if (layered === undefined || found === undefined) return undefined
    if (above.length === 0) this.warnings.push(...layered.warnings)
    const nested = layersOfNested(layers)
    const { features } = layered.settings
    // The root's own gate is asked of the whole tree; that of a nested profile holds for what is below it.
    const gates = gated || gatesAtomic(features) || (above.length > 0 && gatesMeta(features))
    const sleeves = (found.profile.sleeves ?? []).flatMap(
      (sleeve, index) => this.sleeve(found.name, index, sleeve, nested, [...above, sleeve.id], gates) ?? [],
    )
    const depths = sleeves.map((sleeve) => (sleeve.kind === "meta" ? sleeve.node.depth : 0))
    return {
      kind: "meta",
      profile: found.name,
      depth: 1 + Math.max(0, ...depths),
      settings: layered.settings,
      sleeves,
    }
  }

  private sleeve(
    meta: string,
    index: number,
    sleeve: Sleeve,
    layers: SettingLayers,
    path: readonly string[],
    gated: boolean,
  ): ResolvedSleeve | undefined {
    const child = this.keep(profileOfSleeve(this.request.loaded, meta, index, sleeve))
    if (child === undefined) return undefined
    if (sleeve.meta_profile === undefined)
      return this.atomic(meta, index, sleeve, child.name, layers, path, gated)
    const node = this.meta(child.name, layers, path, gated)
    return node === undefined ? undefined : { kind: "meta", id: sleeve.id, node }
  }

  private atomic(
    meta: string,
    index: number,
    sleeve: Sleeve,
    profile: string,
    layers: SettingLayers,
    path: readonly string[],
    gated: boolean,
  ): ResolvedAtomic | undefined {
    const { loaded, executed } = this.request
    const where = () => `${loaded.placeOf(sleevePlace(meta, index))} (sleeve ${sleevePath(path)})`
    const names = namesOfProfile(loaded, profile)
    const executedRun = executed.get(sleevePath(path))
    const named = executedRun ?? (sleeve.run_id === "" ? undefined : sleeve.run_id)
    const run = this.keep(
      named === undefined ? this.latest(profile, names) : this.pinned(named, profile, names),
      where,
    )
    const features = this.keep(effectiveFeatures(loaded, profile, layers))
    if (run === undefined || features === undefined) return undefined
    if (run.completeness === "incomplete") {
      this.problems.push(incompleteRun(run, where()))
      return undefined
    }
    if (!names.includes(run.profile)) this.warnings.push(otherProfile(run, profile, where()))
    return {
      kind: "atomic",
      id: sleeve.id,
      profile,
      runId: run.runId,
      runPath: run.relativePath,
      chosen: executedRun !== undefined ? "executed" : named === undefined ? "latest" : "pinned",
      completeness: run.completeness,
      ...(gated || gatesAtomic(features) ? { signGate: true } : {}),
    }
  }

  private latest(profile: string, names: readonly string[]): Result<RunSummary> {
    const runs = this.listed()
    return runs.ok ? latestRun(this.request.workspace, profile, names, runs.value) : runs
  }

  /** The workspace's runs, listed once and only when somebody asks. */
  private listed(): Result<readonly RunSummary[]> {
    if (this.runs === undefined) {
      const listed = listRuns(this.request.workspace)
      if (!listed.ok) return listed
      this.runs = listed.value
    }
    return ok(this.runs)
  }

  /** A pinned run; one that is missing is answered with the finished runs of the sleeve's own profile. */
  private pinned(runId: string, profile: string, names: readonly string[]): Result<RunSummary> {
    const run = findRun(this.request.workspace, runId)
    // An id that can't be one is the manifest's mistake, not the command's.
    if (!run.ok && run.problems[0].code === "run.badId") {
      return failed({ ...run.problems[0], code: "manifest.shape" })
    }
    if (run.ok || run.problems[0].code !== "run.missing") return run
    const runs = this.listed()
    if (!runs.ok) return runs
    const own = runs.value.filter((one) => names.includes(one.profile) && one.completeness !== "incomplete")
    const remedy =
      own.length === 0
        ? `Run ${profile} first, or correct the run_id.`
        : `Finished runs of ${profile}: ${own.map((one) => one.runId).join(", ")}. Pin one of them, or take run_id out for the latest.`
    return failed({ ...run.problems[0], remedy })
  }

  /** The value, or undefined with its problems gathered; `where` tells which sleeve they concern. */
  private keep<T>(result: Result<T>, where?: () => string): T | undefined {
    if (result.ok) return result.value
    this.problems.push(
      ...result.problems.map((one) =>
        where === undefined ? one : { ...one, where: `${where()}: ${one.where}` },
      ),
    )
    return undefined
  }
}

function otherProfile(run: RunSummary, profile: string, where: string): Problem {
  return problem("run.otherProfile", {
    what: "A sleeve is pinned to a run of another profile.",
    where: `${where}: ${run.relativePath}`,
    seen: run.profile === "" ? "a run that names no profile" : `a run of ${run.profile}, not of ${profile}`,
    remedy: "Check that this is the run that was meant.",
  })
}

/** What the manifest's reader remarked, but for profiles that have no part in the run. */
function remarksOn(loaded: LoadedManifest, metas: readonly ResolvedMeta[]): readonly Problem[] {
  const own = metas.map(({ profile }) => `profiles.${profile}.`)
  return loaded.warnings.filter(({ where }) => {
    const path = `${where.slice(where.indexOf(" ") + 1)}.`
    return !path.startsWith("profiles.") || own.some((prefix) => path.startsWith(prefix))
  })
}
