import type { Step } from "#shared/contract/desk/run-calls"
import type { ProgressEvent } from "#shared/model/progress"
import type { RunState } from "#shared/model/run"

/** More than any tree of sleeves has; an engine that goes wrong fills no memory. */
const STEPS_KEPT = 20_000

/** The newest state of every step of a run, in the order in which they were first heard of. */
export interface RunSteps {
  /** The step as it is after an event; undefined when there are too many. */
  take(event: ProgressEvent, now: string): Step | undefined
  /** Gives the steps that had not ended the state in which the run ended without them. */
  end(state: RunState, now: string): readonly Step[]
  all(): readonly Step[]
}

const open: readonly RunState[] = ["queued", "running", "cancelling"]

/** A step's identity: its stage at a node under a risk profile. */
export function keyOfStep({ stage, node, risk }: Pick<Step, "stage" | "node" | "risk">): string {
  return JSON.stringify([stage, node, risk])
}

export function runSteps(): RunSteps {
  const steps = new Map<string, Step>()
  return {
    take(event, now) {
      const key = keyOfStep(event)
      const before = steps.get(key)
      if (before === undefined && steps.size >= STEPS_KEPT) return undefined
      const { stage, node, risk, state, done, note } = event
      const step: Step = {
        stage,
        node,
        risk,
        state,
        done,
        note,
        started: before?.started ?? now,
        changed: now,
      }
      steps.set(key, step)
      return step
    },
    end(state, now) {
      const ended: Step[] = []
      for (const [key, step] of steps) {
        if (!open.includes(step.state)) continue
        const last = { ...step, state, changed: now }
        steps.set(key, last)
        ended.push(last)
      }
      return ended
    },
    all: () => [...steps.values()],
  }
}
