import type { RiskProfile } from "#shared/model/risk-profile"
import type { SignTest } from "#shared/model/sign-test"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { jsonBytes } from "#engine/artifacts/formats/json"
import type { StageContext } from "#engine/stages/context"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { testSigns } from "#engine/stages/meta/sign-test/sign-test"
import { recordDecision, recordStep } from "#engine/stages/record"
import { programEnvironment } from "./environment"
import { executeSleeves, planSleeves } from "./execute-sleeves"
import type { MetaRunOptions } from "./meta-run-options"
import type { OpenedMetaRun } from "./open-meta-run"

/** The context of the stages, and whether the sign gate lets them run. */
export interface PreparedRun {
  readonly context: StageContext
  /** A failed gate: no risk profile may be built, the report says FAIL. */
  readonly signTest: Result<void>
}

/**
 * All that comes before the stages: sleeves are executed where that was asked for (any failure ends the
 * run here), the tree is resolved into `config/meta_resolved.json`, and the sign gate is asked.
 */
export async function prepareSleeves(
  options: MetaRunOptions,
  opened: OpenedMetaRun,
  failures: ReadonlyMap<RiskProfile, readonly Problem[]>,
): Promise<Result<PreparedRun>> {
  const { run, loaded, profile } = opened
  let executed: ReadonlyMap<string, RunId> = new Map()
  if (options.executeSleeves === true) {
    const tasks = planSleeves(loaded, profile, options.newRunId)
    if (!tasks.ok) return tasks
    const runs = await executeSleeves(tasks.value, options.executor, options.signal)
    if (!runs.ok) return runs
    executed = runs.value
  }
  const resolved = resolveMeta({
    workspace: options.workspace,
    loaded,
    metaProfile: profile,
    layers: options.layers,
    executed,
  })
  if (!resolved.ok) return resolved
  const context: StageContext = {
    workspace: options.workspace,
    directory: run.directory,
    ledger: run.ledger,
    resolved: resolved.value.resolved,
    clock: options.clock,
    signal: options.signal,
    programVersion: options.programVersion,
    environment: programEnvironment(),
    failures,
    progress: (event) => options.onProgress({ run: run.directory.id, ...event }),
  }
  const kept = await recordResolution(context, resolved.value.warnings)
  if (!kept.ok) return kept
  return ok({ context, signTest: await askSignGate(context, opened.riskProfiles) })
}

async function recordResolution(context: StageContext, warnings: readonly Problem[]): Promise<Result<void>> {
  const { resolved } = context
  return recordStep(
    context,
    { step: "resolve", stageId: "resolve", node: resolved.root.profile, risk: null, params: {}, inputs: [] },
    async () => {
      const entry = context.directory.put({
        kind: "meta_resolved",
        metaProfile: null,
        riskProfile: null,
        bytes: jsonBytes(resolved),
        rows: null,
        stage: "resolve",
      })
      if (!entry.ok) return entry
      for (const warning of warnings) {
        const told = recordDecision(
          context,
          warning.code,
          { node: resolved.root.profile, risk: null },
          {
            ...warning,
          },
        )
        if (!told.ok) return told
      }
      return ok({ outputs: [entry.value], metrics: { depth: resolved.root.depth }, value: undefined })
    },
  )
}

/** The directional sign test, where `feat_directional_sign_test_gate` asks for it (design 5.4). */
async function askSignGate(
  context: StageContext,
  riskProfiles: readonly RiskProfile[],
): Promise<Result<void>> {
  const { root } = context.resolved
  if (root.settings.features["feat_directional_sign_test_gate"] !== true) return ok(undefined)
  const riskProfile = riskProfiles.includes("hrp") ? "hrp" : riskProfiles[0]!
  const tested = await recordStep<SignTest>(
    context,
    {
      step: "directional_sign_test",
      stageId: "meta.sign_test",
      node: root.profile,
      risk: null,
      params: { risk_profile: riskProfile },
      inputs: [],
    },
    async () => {
      const signs = await testSigns(context.resolved, context.workspace, { riskProfile, atol: 0 })
      if (!signs.ok) return signs
      for (const { path, bytes } of signs.value.inputs) {
        const extension = path.slice(path.lastIndexOf(".") + 1)
        const kept = context.directory.keepInput({ bytes, extension, origin: path, stage: "meta.sign_test" })
        if (!kept.ok) return kept
      }
      const entry = context.directory.put({
        kind: "directional_sign_test",
        metaProfile: null,
        riskProfile: null,
        bytes: jsonBytes(signs.value.result),
        rows: null,
        stage: "meta.sign_test",
      })
      if (!entry.ok) return entry
      const { errors, warnings } = signs.value.result
      return ok({ outputs: [entry.value], metrics: { errors, warnings }, value: signs.value.result })
    },
  )
  if (!tested.ok) return tested
  return tested.value.errors === 0 ? ok(undefined) : failed(gateClosed(tested.value))
}

function gateClosed({ errors, findings }: SignTest): Problem {
  const first = findings.find((finding) => finding.level === "ERROR")
  return problem("guardrail.signTest", {
    what: "The directional sign test failed, so no weights were solved.",
    where: first === undefined ? "data/directional_sign_test.json" : `${first.run_id} ${first.symbol}`.trim(),
    seen: `${errors} errors; first: ${first === undefined ? "none" : `${first.code}: ${first.message}`}`,
    remedy: "run the sleeve again with the right direction, or switch feat_directional_sign_test_gate off",
  })
}
