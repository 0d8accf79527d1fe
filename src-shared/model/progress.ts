import type { RunState } from "./run"

/** The one currency in which long work reports (design 5.9). */
export interface ProgressEvent {
  readonly run: string
  readonly stage: string
  /** The meta profile or sleeve being worked on. */
  readonly node: string
  readonly risk: string | null
  readonly state: RunState
  /** 0 to 1. */
  readonly done: number
  readonly note: string
}
