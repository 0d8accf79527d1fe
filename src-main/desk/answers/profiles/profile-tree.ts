import type { ProfileNode, ProfileTree } from "#shared/contract/engine/profile-rows"
import { isMeta } from "#shared/model/manifest"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { EffectiveSettings } from "#shared/model/settings"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import { boundsProblems } from "#engine/workspace/bounds-check"
import { findProfile, type NamedProfile } from "#engine/workspace/find-profile"
import { checkMetaProfile } from "#engine/workspace/profile-graph"
import { listProfiles, type ProfileSummary } from "#engine/workspace/profiles"
import { listRuns, type RunSummary } from "#engine/workspace/runs"
import { effectiveSettings } from "#engine/workspace/settings"
import type { AnswerEnvironment } from "../environment"
import { type OpenedManifest, openManifest } from "../opened"
import type { ReportMemory } from "../runs/last-report"
import { runRow } from "../runs/run-row"
import { cycleFinder } from "./cycles"
import { type ProfileLines, profileLinesOf } from "./manifest-lines"
import { memberRows } from "./member-rows"
import { runsByProfile } from "./runs-by-profile"

const COMPARABLE = 2

/**
 * The profiles of a workspace with all that their list shows. Each stands once, however often others nest it, so
 * that the answer stays as small as the manifest. Fails as `openManifest`.
 */
export function profileTree(
  root: string,
  environment: AnswerEnvironment,
  reports: ReportMemory,
): Result<ProfileTree> {
  const opened = openManifest(root, environment)
  if (!opened.ok) return opened
  const { loaded, workspace } = opened.value
  const runs = listRuns(workspace)
  if (!runs.ok) return runs
  const maker = new NodeMaker(opened.value, runsByProfile(loaded, runs.value), reports)
  return ok({
    manifest: loaded.path,
    defaultProfile: loaded.manifest.default_profile ?? null,
    profiles: Object.keys(loaded.manifest.profiles).map((name) => maker.node(name)),
    warnings: loaded.warnings,
  })
}

class NodeMaker {
  readonly #lines: ReadonlyMap<string, ProfileLines>
  readonly #cycleOf: ReturnType<typeof cycleFinder>
  readonly #summaries: ReadonlyMap<string, ProfileSummary>

  constructor(
    private readonly opened: OpenedManifest,
    private readonly runs: ReadonlyMap<string, readonly RunSummary[]>,
    private readonly reports: ReportMemory,
  ) {
    const { loaded } = opened
    this.#lines = profileLinesOf(new TextDecoder().decode(loaded.bytes))
    this.#cycleOf = cycleFinder(loaded)
    this.#summaries = new Map(listProfiles(loaded).map((summary) => [summary.name, summary]))
  }

  node(name: string): ProfileNode {
    const lines = this.#lines.get(name)
    const found = findProfile(this.opened.loaded, name)
    if (!found.ok) return leadsNowhere(name, lines, found.problems)
    const named = found.value
    const summary = this.#summaries.get(name)!
    const isMetaProfile = isMeta(named.profile)
    const { loaded, layers } = this.opened
    const settings = isMetaProfile ? effectiveSettings(loaded, named.name, layers) : undefined
    const allocation = settings?.ok === true ? settings.value.allocation : undefined
    const runs = this.runs.get(named.name) ?? []
    const last = runs.at(-1)
    const targetLines = this.#lines.get(named.name)
    return {
      name,
      kind: summary.kind,
      depth: summary.depth,
      sleeves: summary.sleeves,
      riskProfiles: allocation === undefined ? summary.risk_profiles : configuredRiskProfiles(allocation),
      aliasOf: summary.alias_of ?? null,
      description: summary.description ?? null,
      line: lines?.line ?? 1,
      lastRun: last === undefined ? null : runRow(last),
      members: memberRows(named, { loaded, lines: targetLines, allocation, cycleOf: this.#cycleOf }),
      bounds: allocation === undefined ? null : { min: allocation.min_weight, max: allocation.max_weight },
      healthThreshold: allocation?.health_threshold ?? null,
      problems: isMetaProfile ? this.#problemsOf(named, settings!) : [],
      ...this.#reportsOf(runs),
    }
  }

  #problemsOf(named: NamedProfile, settings: Result<EffectiveSettings>): readonly Problem[] {
    if (!settings.ok) return settings.problems
    const { loaded } = this.opened
    const sleeves = named.profile.sleeves ?? []
    return [
      ...checkMetaProfile(loaded, named.name, settings.value.allocation.max_depth),
      ...boundsProblems(loaded, { profile: named.name, settings: settings.value, sleeves }),
    ]
  }

  #reportsOf(runs: readonly RunSummary[]): Pick<ProfileNode, "comparable" | "lastReport"> {
    const told: NonNullable<ProfileNode["lastReport"]>[] = []
    for (let at = runs.length - 1; at >= 0 && told.length < COMPARABLE; at -= 1) {
      const glance = this.reports.glance(runs[at]!)
      if (glance !== null) told.push(glance)
    }
    return { comparable: told.map(({ runId }) => runId), lastReport: told[0] ?? null }
  }
}

function leadsNowhere(
  name: string,
  lines: ProfileLines | undefined,
  problems: readonly Problem[],
): ProfileNode {
  return {
    name,
    kind: "atomic",
    depth: null,
    sleeves: [],
    riskProfiles: [],
    aliasOf: null,
    description: null,
    line: lines?.line ?? 1,
    lastRun: null,
    members: [],
    bounds: null,
    healthThreshold: null,
    problems,
    comparable: [],
    lastReport: null,
  }
}
