import { queryCalls } from "./query-calls"
import { runEngineCalls } from "./run-calls"

/** What an engine process answers. Which half it takes is fixed by the role it was started in. */
export const engineContract = { ...queryCalls, ...runEngineCalls }
export type EngineContract = typeof engineContract
