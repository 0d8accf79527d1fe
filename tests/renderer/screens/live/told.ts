import type { RunTrace, TraceEvent, TraceStep } from "#shared/contract/engine/run-rows"
import type { Step } from "#shared/contract/desk/run-calls"

const start = Date.parse("2026-11-20T10:00:00.000Z")

/** A stamp so many seconds after the start of the run. */
export const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString()

/** The instant so many seconds after the start of the run. */
export const instant = (seconds: number): number => start + seconds * 1000

/** A step of the ledger: begun and, unless `to` is null, ended so many seconds after the start. */
export function step(
  stage: string,
  node: string | null,
  risk: string | null,
  from: number,
  to: number | null,
  more: Partial<TraceStep> = {},
): TraceStep {
  return {
    step: stage.replace("meta.", "meta_"),
    stage,
    node,
    risk,
    status: to === null ? "running" : "success",
    started: at(from),
    ended: to === null ? null : at(to),
    duration: to === null ? null : (to - from) * 1000,
    intentLine: 1,
    outcomeLine: to === null ? null : 2,
    inputs: [],
    outputs: [],
    params: "{}",
    metrics: "{}",
    attempts: [],
    ...more,
  }
}

export function event(line: number, type: string, name: string, more: Partial<TraceEvent> = {}): TraceEvent {
  return {
    line,
    seq: line - 1,
    ts: at(line),
    type,
    name,
    node: null,
    risk: null,
    sleeve: null,
    data: "{}",
    ...more,
  }
}

export function trace(steps: readonly TraceStep[], events: readonly TraceEvent[] = []): RunTrace {
  return {
    runId: "r1",
    steps,
    events,
    ledger: { records: 1, chain: "whole", firstWrong: null, head: "0".repeat(64), closed: false },
    usualDuration: null,
  }
}

/** A step as the supervisor heard of it last. */
export function heard(
  stage: string,
  node: string,
  risk: string | null,
  state: Step["state"],
  done: number,
  more: Partial<Step> = {},
): Step {
  return { stage, node, risk, state, done, note: "", started: at(0), changed: at(1), ...more }
}
