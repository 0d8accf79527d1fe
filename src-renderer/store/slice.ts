import type { StoreEnvironment } from "./environment"
import type { DeskState } from "./desk-state"

/** Makes one part of the state: what it holds and the only functions that change it. */
export type SliceOf<Slice> = (
  set: (part: Partial<Slice>) => void,
  get: () => DeskState,
  environment: StoreEnvironment,
) => Slice
