import { manifestCalls } from "./manifest-calls"
import { runCalls } from "./run-calls"
import { runNotesCalls } from "./run-notes-calls"
import { queryCalls } from "../engine/query-calls"
import { shellCalls } from "./shell-calls"
import { workspaceCalls } from "./workspace-calls"

/** Everything a window may ask of the program. Questions about a workspace are relayed to its query engine. */
export const deskContract = {
  ...shellCalls,
  ...workspaceCalls,
  ...runCalls,
  ...runNotesCalls,
  ...manifestCalls,
  ...queryCalls,
}
export type DeskContract = typeof deskContract
