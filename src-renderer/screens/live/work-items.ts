import type { Step } from "#shared/contract/desk/run-calls"
import type { RunTrace, TraceStep } from "#shared/contract/engine/run-rows"
import type { RunState } from "#shared/model/run"
import { instantOf } from "../../parts/instant"

/** One piece of a run's work: a stage at a node under a risk profile, or a step that the platform repeated. */
export interface WorkItem {
  readonly key: string
  /** The stage; the ledger's step where it names no stage. */
  readonly stage: string
  /** The meta profile or sleeve; null where the ledger names none. */
  readonly node: string | null
  readonly risk: string | null
  readonly state: RunState
  /** 0 to 1. */
  readonly done: number
  /** Milliseconds since 1970; null where nothing tells. */
  readonly started: number | null
  readonly ended: number | null
  readonly note: string
  /** The ledger's account; null until it was read. */
  readonly step: TraceStep | null
  /** How often it was begun: more than once after a run was taken up again. */
  readonly tries: number
}

const goesOn: ReadonlySet<RunState> = new Set(["queued", "running", "cancelling"])

/** Whether something in this state is still worked on. */
export function isOpen(state: RunState): boolean {
  return goesOn.has(state)
}

/**
 * What a run did and does, in the order of its beginnings: the ledger's steps, with what was heard of them since. A
 * step without an outcome has the state in which its run ended, and ended with it: at `runEnded`, else when the last
 * was heard of the run.
 */
export function workItems(
  trace: RunTrace | null,
  heard: Iterable<Step>,
  runState: RunState,
  runEnded: number | null = null,
): WorkItem[] {
  const items = new Map<string, WorkItem>()
  let repeated = 0
  for (const step of trace?.steps ?? []) {
    const told = fromLedger(step, runState)
    const before = items.get(told.key)
    // Steps of a platform run are repeated window by window; those of a stage only when it is done anew.
    if (before !== undefined && step.stage === "") {
      repeated += 1
      items.set(`${told.key}\n${repeated}`, { ...told, key: `${told.key}\n${repeated}` })
      continue
    }
    items.set(told.key, before === undefined ? told : { ...told, tries: before.tries + 1 })
  }
  for (const step of heard) {
    const told = fromSupervisor(step, runState)
    const before = items.get(told.key)
    items.set(told.key, before === undefined ? told : newer(before, told))
  }
  const all = [...items.values()].sort((a, b) => (a.started ?? 0) - (b.started ?? 0))
  if (isOpen(runState)) return all
  const last =
    runEnded ?? all.reduce((most, { started, ended }) => Math.max(most, started ?? 0, ended ?? 0), 0)
  return all.map((item) => (item.started !== null && item.ended === null ? { ...item, ended: last } : item))
}

function fromLedger(step: TraceStep, runState: RunState): WorkItem {
  const stage = step.stage === "" ? step.step : step.stage
  return {
    key: itemKey(stage, step.node, step.risk),
    stage,
    node: step.node,
    risk: step.risk,
    state: stateOf(step, runState),
    done: step.status === "running" ? 0 : 1,
    started: instantOf(step.started),
    ended: instantOf(step.ended),
    note: "",
    step,
    tries: 1,
  }
}

function fromSupervisor(step: Step, runState: RunState): WorkItem {
  const { stage, node, risk, done, note } = step
  const state = isOpen(step.state) && !isOpen(runState) ? runState : step.state
  return {
    key: itemKey(stage, node, risk),
    stage,
    node,
    risk,
    state,
    done: isOpen(state) ? done : 1,
    started: instantOf(step.started),
    ended: isOpen(state) ? null : instantOf(step.changed),
    note,
    step: null,
    tries: 1,
  }
}

/** The ledger knows when; the supervisor knows how far. A step that ended in the ledger has ended. */
function newer(ledger: WorkItem, heard: WorkItem): WorkItem {
  if (ledger.ended !== null && ledger.step?.status !== "running") return ledger
  return { ...heard, started: ledger.started ?? heard.started, step: ledger.step, tries: ledger.tries }
}

function stateOf(step: TraceStep, runState: RunState): RunState {
  if (step.status === "running") return isOpen(runState) ? "running" : brokenOff(runState)
  if (step.status === "failure") return runState === "aborted_by_guardrail" ? runState : "failed"
  return /"cached":\s*true/.test(step.metrics) ? "cached" : "succeeded"
}

/** A step that has no outcome although its run succeeded was left out of the ledger by a cut. */
function brokenOff(runState: RunState): RunState {
  return runState === "succeeded" || runState === "succeeded_with_warnings" ? "crashed" : runState
}

function itemKey(stage: string, node: string | null, risk: string | null): string {
  return `${risk ?? ""}\n${node ?? ""}\n${stage}`
}
