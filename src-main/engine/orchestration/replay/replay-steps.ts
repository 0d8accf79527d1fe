import type { SleeveDecision } from "#shared/model/decision"
import type { RiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { z } from "zod"
import { canonicalJson } from "#engine/artifacts/formats/canonical-json"
import type { StageContext } from "#engine/stages/context"
import { readJsonArtifact } from "#engine/stages/meta/artifact-json"
import { findNode } from "#engine/stages/meta/nodes"
import { optimizeSettingsOf } from "#engine/stages/meta/optimize/node-settings"
import { stages } from "#engine/stages/register"
import type { Stage, StageOutcome } from "#engine/stages/stage"
import { StageRegistry } from "../registry"
import { askSignGate } from "../sign-gate"
import { unexpectedProblem } from "../unexpected"
import type { PlannedStep } from "./replay-plan"

/** What the steps of a replay share. */
export interface ReplayRun {
  readonly context: StageContext
  /** Those that the run was started for. */
  readonly riskProfiles: readonly RiskProfile[]
  /** The same map as the context's. */
  readonly failures: Map<RiskProfile, readonly Problem[]>
}

/**
 * Takes the steps of a plan with the stages that took them in the run. Gives the steps that went otherwise than
 * in the run; fails with `cancelled` only.
 */
export async function replaySteps(
  run: ReplayRun,
  plan: readonly PlannedStep[],
): Promise<Result<readonly Problem[]>> {
  const registry = new StageRegistry(stages)
  const otherwise: Problem[] = []
  for (const step of plan) {
    if (step.afresh) run.failures.clear()
    const outcome = await replayStep(run, registry, step)
    if (run.context.signal.aborted) return failed(cancelled(step))
    if (outcome.ok === (step.ended === "success") || step.ended === "interrupted") continue
    otherwise.push(wentOtherwise(step, outcome))
  }
  return ok(otherwise)
}

async function replayStep(
  run: ReplayRun,
  registry: StageRegistry,
  step: PlannedStep,
): Promise<Result<unknown>> {
  const { context, failures, riskProfiles } = run
  if (step.stageId === "resolve") return ok(undefined) // its result is what a replay starts from
  if (step.stageId === "meta.sign_test") {
    const gate = await askSignGate(context, riskProfiles)
    if (gate.ok) return gate
    for (const risk of riskProfiles) failures.set(risk, gate.problems)
    // A gate that is closed is the success of its step.
    return gate.problems[0].code === "guardrail.signTest" ? ok(undefined) : gate
  }
  const stage = registry.find(step.stageId)
  if (!stage.ok) return stage
  const outcome = await runGuarded(stage.value, context, paramsOf(context, stage.value, step))
  if (!outcome.ok && step.risk !== null) failures.set(step.risk as RiskProfile, outcome.problems)
  return outcome
}

async function runGuarded(
  stage: Stage,
  context: StageContext,
  params: Readonly<Record<string, unknown>>,
): Promise<Result<StageOutcome>> {
  try {
    return await stage.run(context, params)
  } catch (error) {
    return failed(unexpectedProblem(error, stage.id))
  }
}

/** Of what the ledger says of a step, the parameters that its stage takes. */
function paramsOf(context: StageContext, stage: Stage, step: PlannedStep): Record<string, unknown> {
  const own = stage.id === "meta.optimize" && followsSettings(context, step) ? {} : step.params
  const told = { ...own, meta_profile: step.node, ...(step.risk === null ? {} : { risk_profile: step.risk }) }
  const taken = stage.params instanceof z.ZodObject ? Object.keys(stage.params.shape) : []
  return Object.fromEntries(Object.entries(told).filter(([name]) => taken.includes(name)))
}

/**
 * Whether the optimiser was given its profile's settings and nothing beside them. Then the replay takes them
 * from the settings too, and not from the ledger, so that a difference between the two is seen.
 */
function followsSettings(context: StageContext, step: PlannedStep): boolean {
  const node = findNode(context.resolved.root, step.node)
  const decisions = readJsonArtifact<{ sleeves: SleeveDecision[] }>(context.directory, {
    kind: "meta_decisions",
    metaProfile: step.node,
    riskProfile: step.risk,
  })
  if (!node.ok || !decisions.ok) return true
  const included = decisions.value.sleeves.filter(({ status }) => status === "included").map(({ id }) => id)
  const settings = optimizeSettingsOf(node.value, step.risk as RiskProfile, included)
  return canonicalJson({ ...settings }) === canonicalJson(step.params)
}

function wentOtherwise({ stageId, node, risk, ended }: PlannedStep, outcome: Result<unknown>): Problem {
  return problem("replay.differs", {
    what: "A step went otherwise than in the run.",
    where: `${stageId} of ${node}${risk === null ? "" : ` / ${risk}`}`,
    seen: outcome.ok
      ? `${ended} in the run, success in the replay`
      : `${ended} in the run; in the replay: ${outcome.problems[0].what} (${outcome.problems[0].seen})`,
    remedy: "Compare the environments of run and replay; where they are the same, do not rely on this run.",
  })
}

function cancelled({ stageId, node }: PlannedStep): Problem {
  return problem("cancelled", {
    what: "The replay was cancelled.",
    where: `${stageId} of ${node}`,
    seen: "a request to cancel",
    remedy: "Replay it again; the run is as it was.",
  })
}
