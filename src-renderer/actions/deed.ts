import type { DeskState } from "../store/desk-state"

/** What an action does, and why it can't be done now. */
export interface Deed {
  /** Why it can't be done now, as words after "To do this, "; null when it can. */
  readonly blocked: (state: DeskState) => string | null
  readonly run: (state: DeskState) => void
}

/** For what can always be done. */
export const possible = (): null => null
