import { lifeCalls } from "./life-calls"
import { queryCalls } from "./query-calls"
import { runEngineCalls } from "./run-calls"
import { sampleCalls } from "./sample-calls"

/** What an engine process answers; which of the two is fixed by the role it was started in. */
export const queryEngineContract = { ...queryCalls, ...lifeCalls }
export type QueryEngineContract = typeof queryEngineContract

export const runEngineContract = { ...runEngineCalls, ...sampleCalls, ...lifeCalls }
export type RunEngineContract = typeof runEngineContract
