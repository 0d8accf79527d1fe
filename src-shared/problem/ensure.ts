/**
 * Post-conditions and impossible branches. A violation is a bug of ours, so it throws;
 * what a user can cause is a `Problem` instead.
 */
export function ensure(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${promise}`)
}

/** Ends a switch over a union: a new member that is not handled fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
