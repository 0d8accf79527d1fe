import type { ArtifactEntry } from "#shared/model/artifact"
import type { Json } from "#shared/model/ledger"
import { problem } from "#shared/problem/problem"
import { failed, type Result } from "#shared/problem/result"
import type { StageContext } from "./context"
import type { StageWarning } from "./stage"

/** A step of a run as the ledger names it: `meta_optimize_hrp` of meta profile `m`. */
export interface Step {
  readonly step: string
  readonly stageId: string
  readonly node: string
  readonly risk: string | null
  readonly params: Json
  readonly inputs: readonly ArtifactEntry[]
}

interface Recordable {
  readonly metrics: { readonly [name: string]: Json }
}

/** What a step gives back: artifacts it wrote (for their hashes) and what the ledger should count. */
export interface StepDone<T> extends Recordable {
  readonly outputs: readonly ArtifactEntry[]
  /** Copies of what it read on the way, beyond the inputs that its intent names. */
  readonly read?: readonly ArtifactEntry[]
  readonly value: T
}

const hashesOf = (entries: readonly ArtifactEntry[]): Record<string, string> =>
  Object.fromEntries(entries.map((entry) => [entry.path, entry.sha256]))

const hashesByOrigin = (entries: readonly ArtifactEntry[] = []): Record<string, string> =>
  Object.fromEntries(entries.map((entry) => [entry.origin ?? entry.path, entry.sha256]))

/**
 * Runs one step between its intent and its outcome in the ledger; the copies of what was read are in their places
 * before either is. A cancelled signal is seen before the intent, so that the ledger never promises work that nobody
 * began.
 */
export async function recordStep<T>(
  context: StageContext,
  step: Step,
  work: () => Promise<Result<StepDone<T>>>,
): Promise<Result<T>> {
  if (context.signal.aborted) return failed(cancelledAt(step))
  const before = await context.directory.placeInputs()
  if (!before.ok) return before
  const about = { meta_profile: step.node, risk_profile: step.risk, stage: step.stageId }
  const intent = context.ledger.append(
    {
      type: "action",
      status: "intent",
      step: step.step,
      context: about,
      intent: { params: step.params, input_hashes: hashesOf(step.inputs) },
    },
    { sync: true },
  )
  if (!intent.ok) return intent
  context.progress({
    stage: step.stageId,
    node: step.node,
    risk: step.risk,
    state: "running",
    done: 0,
    note: "",
  })

  const worked = await work()
  const placed = await context.directory.placeInputs()
  const result = worked.ok && !placed.ok ? placed : worked

  const outcome = context.ledger.append(
    {
      type: "action",
      status: result.ok ? "success" : "failure",
      step: step.step,
      context: about,
      outcome: result.ok
        ? {
            output_hashes: hashesOf(result.value.outputs),
            input_hashes: hashesByOrigin(result.value.read),
            metrics: result.value.metrics,
          }
        : {
            output_hashes: {},
            input_hashes: {},
            metrics: { problems: result.problems.map((p) => ({ ...p })) },
          },
    },
    { sync: true },
  )
  if (!result.ok) return result
  if (!outcome.ok) return outcome
  context.progress({
    stage: step.stageId,
    node: step.node,
    risk: step.risk,
    state: "succeeded",
    done: 1,
    note: "",
  })
  return { ok: true, value: result.value.value }
}

/** Puts what the program chose or left out into the ledger; synced with the step's outcome. */
export function recordDecision(
  context: StageContext,
  decision: string,
  about: { readonly node: string; readonly risk: string | null; readonly sleeve?: string },
  data: Json,
): Result<void> {
  const appended = context.ledger.append({
    type: "decision",
    decision,
    context: {
      meta_profile: about.node,
      risk_profile: about.risk,
      ...(about.sleeve === undefined ? {} : { sleeve: about.sleeve }),
    },
    data,
  })
  return appended.ok ? { ok: true, value: undefined } : appended
}

/** A decision that also makes the run succeed with warnings. */
export function recordWarning(context: StageContext, warning: StageWarning, data: Json): Result<void> {
  return recordDecision(
    context,
    warning.code,
    { node: warning.node, risk: warning.risk },
    {
      note: warning.note,
      data,
    },
  )
}

function cancelledAt(step: Step) {
  return problem("cancelled", {
    what: "The run was cancelled.",
    where: `${step.stageId} of ${step.node}${step.risk === null ? "" : ` / ${step.risk}`}`,
    seen: "a request to cancel before the step began",
    remedy: "run it again, or resume it from here",
  })
}
