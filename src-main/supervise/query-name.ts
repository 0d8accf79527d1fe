import type { queryCalls } from "#shared/contract/engine/query-calls"

/** A question that a query engine answers. */
export type QueryName = keyof typeof queryCalls
