import type { Alignment } from "#shared/model/alignment"
import type { MetaDecisions } from "#shared/model/decision"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { NodePlan, Plan, RiskPlan } from "#shared/model/plan"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { memoryLedger, memoryRunDirectory } from "#engine/artifacts/memory-run"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { describeBounds } from "#engine/portfolio/bounds/describe"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import type { StageContext } from "#engine/stages/context"
import { readJsonArtifact } from "#engine/stages/meta/artifact-json"
import { everyAtomic, everyMeta } from "#engine/stages/meta/nodes"
import { optimizeSettingsOf } from "#engine/stages/meta/optimize/node-settings"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { buildNode } from "#engine/stages/meta/returns/build-node"
import { loadManifest } from "#engine/workspace/manifest"
import { programEnvironment } from "./environment"
import type { MetaRunOptions } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { type NamedPlace, runCommandOf } from "./run-command"
import { changesBetween } from "./what-if"

export interface PlanOptions
  extends Pick<
    MetaRunOptions,
    "workspace" | "metaProfile" | "riskProfiles" | "layers" | "clock" | "programVersion" | "signal"
  > {
  /** Settings of meta_allocation to try instead, as the command line gives them. */
  readonly whatIf?: Readonly<Record<string, string>>
  /** What the call that would do it has to name to find the same manifest. */
  readonly place?: NamedPlace
}

/**
 * What a run of a meta profile would meet: runs, streams, calendars, verdicts, alignment and feasibility,
 * per risk profile and at every level, through the same stage functions as a run, with nothing written.
 */
export async function planMeta(options: PlanOptions): Promise<Result<Plan>> {
  refuseNetwork()
  const base = await planUnder(options, {})
  if (!base.ok) return base
  const { resolved, riskPlans } = base.value
  const commandOf = (plans: readonly RiskPlan[], settings: Readonly<Record<string, string>>) =>
    runCommandOf(
      resolved.root.profile,
      plans.map((plan) => plan.risk_profile),
      { ...options.layers.command, ...settings },
      options.place,
    )
  let whatIf: Plan["what_if"] = null
  if (options.whatIf !== undefined) {
    const other = await planUnder(options, options.whatIf)
    if (!other.ok) return other
    whatIf = {
      settings: options.whatIf,
      risk_profiles: other.value.riskPlans,
      changes: changesBetween(riskPlans, other.value.riskPlans),
      command: commandOf(other.value.riskPlans, options.whatIf),
    }
  }
  return ok({
    meta_profile: resolved.root.profile,
    sleeves: everyAtomic(resolved.root).map(({ path, sleeve }) => ({
      path,
      profile: sleeve.profile,
      run_id: sleeve.runId,
      chosen: sleeve.chosen,
      completeness: sleeve.completeness,
    })),
    risk_profiles: riskPlans,
    command: commandOf(riskPlans, {}),
    what_if: whatIf,
  })
}

async function planUnder(
  options: PlanOptions,
  whatIf: Readonly<Record<string, string>>,
): Promise<Result<{ readonly resolved: ResolvedRun; readonly riskPlans: readonly RiskPlan[] }>> {
  const loaded = loadManifest(options.workspace)
  if (!loaded.ok) return loaded
  const resolved = resolveMeta({
    workspace: options.workspace,
    loaded: loaded.value,
    metaProfile: options.metaProfile,
    layers: { ...options.layers, command: { ...options.layers.command, ...whatIf } },
    executed: new Map(),
  })
  if (!resolved.ok) return resolved
  const { root } = resolved.value
  const risks = options.riskProfiles ?? configuredRiskProfiles(root.settings.allocation)
  const riskPlans: RiskPlan[] = []
  for (const risk of risks) riskPlans.push(await planRisk(options, resolved.value, risk))
  return ok({ resolved: resolved.value, riskPlans })
}

async function planRisk(options: PlanOptions, resolved: ResolvedRun, risk: RiskProfile): Promise<RiskPlan> {
  const directory = memoryRunDirectory("plan" as RunId)
  const context: StageContext = {
    workspace: options.workspace,
    directory,
    ledger: memoryLedger(options.clock),
    resolved,
    clock: options.clock,
    signal: options.signal,
    programVersion: options.programVersion,
    environment: programEnvironment(),
    failures: new Map(),
    progress: () => {},
  }
  const built = await buildNode(context, resolved.root, risk)
  return {
    risk_profile: risk,
    problems: built.ok ? [] : built.problems,
    nodes: everyMeta(resolved.root).flatMap((node) => nodePlan(directory, node, risk) ?? []),
  }
}

/** Undefined for a meta profile that did not come as far as the join. */
function nodePlan(directory: RunDirectory, node: ResolvedMeta, risk: RiskProfile): NodePlan | undefined {
  const key = { metaProfile: node.profile, riskProfile: risk }
  if (directory.find("meta_decisions", node.profile, risk) === undefined) return undefined
  const decisions = readJsonArtifact<MetaDecisions>(directory, { kind: "meta_decisions", ...key })
  const alignment = readJsonArtifact<Alignment>(directory, { kind: "meta_alignment", ...key })
  if (!decisions.ok || !alignment.ok) return undefined
  const included = decisions.value.sleeves.filter(({ status }) => status === "included").map(({ id }) => id)
  const bounds = boundsFromSettings(included, optimizeSettingsOf(node, risk, included))
  return {
    meta_profile: node.profile,
    decisions: decisions.value,
    alignment: alignment.value,
    feasibility: bounds.ok ? describeBounds(bounds.value) : bounds.problems[0].what,
  }
}
