import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { NodeCalendar, Plan, RiskPlan, WhatIf } from "#shared/model/plan"
import type { ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { memoryLedger, memoryRunDirectory } from "#engine/artifacts/memory-run"
import type { StageContext } from "#engine/stages/context"
import { everyAtomic, everyMeta } from "#engine/stages/meta/nodes"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import type { HealthJudge } from "#engine/stages/meta/returns/health"
import { rememberingJudge } from "#engine/stages/meta/returns/remember-health"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { programEnvironment } from "./environment"
import type { MetaRunOptions } from "./meta-run-options"
import { refuseNetwork } from "./network-guard"
import { nodeCalendar } from "./plan-calendar"
import { planRisk } from "./plan-risk"
import { closedGate, planSignGate } from "./plan-sign-gate"
import { type NamedPlace, runCommandOf } from "./run-command"
import { changesBetween, weightsBeside } from "./what-if"
import { casesOf } from "./what-if-cases"

export interface PlanOptions
  extends Pick<
    MetaRunOptions,
    "workspace" | "metaProfile" | "riskProfiles" | "layers" | "clock" | "programVersion" | "signal"
  > {
  /** Settings of meta_allocation to try instead, as the command line gives them; several numbers are several plans. */
  readonly whatIf?: Readonly<Record<string, string>>
  /** Whether the weights are solved too; default: only with `whatIf`. */
  readonly weights?: boolean
  /** Whether the sign gate is asked where a feature sets it; default true. It looks at runs, not at the settings that are tried. */
  readonly signs?: boolean
  /** Whether the sleeves' calendars are told, for every level; default false. */
  readonly calendars?: boolean
  /** What earlier plans read, for a process that plans again and again; by default nothing is known before. */
  readonly memory?: PlanMemory
  /** What the call that would do it has to name to find the same manifest. */
  readonly place?: NamedPlace
}

/** What plans read of sleeves' runs, remembered for as long as the files stay as they are. */
export interface PlanMemory {
  readonly judgeHealth: HealthJudge
}

export function planMemory(): PlanMemory {
  return { judgeHealth: rememberingJudge() }
}

/**
 * What a run of a meta profile would meet: runs, the sign gate, streams, calendars, verdicts, alignment and
 * feasibility, per risk profile and at every level, and the weights where they are asked for. All through the
 * same stage functions as a run, with nothing written. It fails only where a run could not be begun.
 */
export async function planMeta(options: PlanOptions): Promise<Result<Plan>> {
  refuseNetwork()
  const loaded = loadManifest(options.workspace)
  if (!loaded.ok) return loaded
  const cases = casesOf(options.whatIf ?? {})
  const asked: Asked = {
    ...options,
    loaded: loaded.value,
    weights: options.weights ?? cases.length > 0,
    signs: options.signs ?? true,
    calendars: options.calendars ?? false,
    memory: options.memory ?? planMemory(),
  }
  const base = await planUnder(asked, {}, asked.signs ? "ask" : null)
  if (!base.ok) return base
  const { resolved, riskPlans, signGate } = base.value
  const commandOf = (plans: readonly RiskPlan[], settings: Readonly<Record<string, string>>) =>
    runCommandOf(
      resolved.root.profile,
      plans.map((plan) => plan.risk_profile),
      { ...options.layers.command, ...settings },
      options.place,
    )
  const whatIf: WhatIf[] = []
  for (const settings of cases) {
    // The gate looks at runs, and is asked again only where a feature is tried.
    const asksAgain = asked.signs && Object.keys(settings).some((name) => name.includes("features."))
    const other = await planUnder(asked, settings, asksAgain ? "ask" : signGate)
    if (!other.ok && !other.problems.every(isInfeasible)) return other
    const plans = other.ok ? other.value.riskPlans : riskPlans.map((plan) => refusedBy(other.problems, plan))
    whatIf.push({
      settings,
      risk_profiles: plans,
      changes: changesBetween(riskPlans, plans),
      command: commandOf(plans, settings),
    })
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
    sign_gate: signGate,
    risk_profiles: riskPlans,
    command: commandOf(riskPlans, {}),
    what_if: whatIf,
    weights: asked.weights ? weightsBeside(riskPlans, whatIf) : [],
    calendars: base.value.calendars,
  })
}

/** Bounds that no weights can keep are what somebody who moves them wants to see, and no fault of the question. */
function isInfeasible({ code }: Problem): boolean {
  return code === "bounds.infeasible"
}

function refusedBy(problems: readonly Problem[], { risk_profile }: RiskPlan): RiskPlan {
  return { risk_profile, problems, nodes: [] }
}

interface Asked extends PlanOptions {
  readonly loaded: LoadedManifest
  readonly weights: boolean
  readonly signs: boolean
  readonly calendars: boolean
  readonly memory: PlanMemory
}

interface Planned {
  readonly resolved: ResolvedRun
  readonly riskPlans: readonly RiskPlan[]
  readonly signGate: Plan["sign_gate"]
  readonly calendars: Plan["calendars"]
}

async function planUnder(
  asked: Asked,
  whatIf: Readonly<Record<string, string>>,
  knownGate: Plan["sign_gate"] | "ask",
): Promise<Result<Planned>> {
  const resolved = resolveMeta({
    workspace: asked.workspace,
    loaded: asked.loaded,
    metaProfile: asked.metaProfile,
    layers: { ...asked.layers, command: { ...asked.layers.command, ...whatIf } },
    executed: new Map(),
  })
  if (!resolved.ok) return resolved
  const risks = asked.riskProfiles ?? configuredRiskProfiles(resolved.value.root.settings.allocation)
  const signGate =
    knownGate === "ask" ? await planSignGate(contextOf(asked, resolved.value), risks) : knownGate
  const closed = closedGate(signGate)
  const riskPlans: RiskPlan[] = []
  const calendars: NodeCalendar[] = []
  for (const risk of risks) {
    const seen = new Map<string, NodeCalendar>()
    const context: StageContext = asked.calendars
      ? {
          ...contextOf(asked, resolved.value),
          gathered: (node, _risk, sleeves) => void seen.set(node.profile, nodeCalendar(node, risk, sleeves)),
        }
      : contextOf(asked, resolved.value)
    riskPlans.push(await planRisk(context, risk, closed, asked.weights))
    calendars.push(...everyMeta(resolved.value.root).flatMap(({ profile }) => seen.get(profile) ?? []))
  }
  return ok({ resolved: resolved.value, riskPlans, signGate, calendars })
}

function contextOf(asked: Asked, resolved: ResolvedRun): StageContext {
  return {
    workspace: asked.workspace,
    directory: memoryRunDirectory("plan" as RunId),
    ledger: memoryLedger(asked.clock),
    resolved,
    judgeHealth: asked.memory.judgeHealth,
    clock: asked.clock,
    signal: asked.signal,
    programVersion: asked.programVersion,
    environment: programEnvironment(),
    failures: new Map<RiskProfile, never>(),
    progress: () => {},
  }
}
