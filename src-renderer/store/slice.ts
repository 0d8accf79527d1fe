import type { StoreEnvironment } from "./environment"

/**
 * Makes one part of the state: what it holds and the only functions that change it. `Others` are the slices whose
 * functions it calls.
 */
export type SliceOf<Own, Others = object> = (
  set: (part: Partial<Own>) => void,
  get: () => Own & Others,
  environment: StoreEnvironment,
) => Own
