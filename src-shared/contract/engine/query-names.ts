import type { queryCalls } from "./query-calls"

/** The name of a question that only reads. */
export type QueryName = keyof typeof queryCalls
