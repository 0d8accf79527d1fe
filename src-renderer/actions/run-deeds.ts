import type { ActionId } from "#shared/contract/desk/actions"
import { emptyDraft } from "../store/draft-slice"
import type { DeskState } from "../store/desk-state"
import type { Deed } from "./deed"

/** What concerns the run or the profile that the screen is about. */
export const runDeeds: Readonly<
  Record<"run.start" | "run.cancel" | "run.resume", Deed & { readonly id: ActionId }>
> = {
  "run.start": {
    id: "run.start",
    blocked: (state) =>
      profileLookedAt(state) === "" ? "choose a meta profile first" : wrongSettings(state),
    run: (state) =>
      state.route.screen === "setup" ? void startRun(state) : state.go("setup", profileLookedAt(state)),
  },
  "run.cancel": {
    id: "run.cancel",
    blocked: (state) => (runningHere(state) ? null : "open a run that goes on"),
    run: (state) => void cancelRun(state),
  },
  "run.resume": {
    id: "run.resume",
    blocked: ({ route }) =>
      route.screen === "live" && route.subject !== "" ? null : "open a run that ended early",
    run: (state) => void resumeRun(state),
  },
}

/** The meta profile that the present screen is about. */
function profileLookedAt({ route }: DeskState): string {
  return route.screen === "setup" || route.screen === "profiles" ? route.subject : ""
}

/** Why the set-up form can't be run as it is filled in; null when it can. */
function wrongSettings({ route, drafts }: DeskState): string | null {
  if (route.screen !== "setup") return null
  const names = Object.keys(drafts[route.subject]?.refused ?? {})
  return names.length === 0 ? null : `put right what is marked in the form: ${names.join(", ")}`
}

function runningHere({ route, supervised }: DeskState): boolean {
  const run = supervised.find(({ runId }) => runId === route.subject)
  return run !== undefined && ["queued", "running"].includes(run.state)
}

/** Starts what the set-up form of the present profile says, and shows it. */
export async function startRun(state: DeskState): Promise<void> {
  const { route, workspace, drafts, go, tellProblem, discardDraft } = state
  if (workspace.state !== "open" || route.subject === "") return
  const { riskProfiles, parameters, executeSleeves } = drafts[route.subject] ?? emptyDraft
  const started = await state.startRun({
    root: workspace.workspace.root,
    profile: route.subject,
    riskProfiles: riskProfiles === null ? null : [...riskProfiles],
    parameters: { ...parameters },
    executeSleeves,
  })
  if (!started.ok) {
    tellProblem(started.problems[0])
    return
  }
  discardDraft(route.subject)
  go("live", started.value.runId)
}

async function cancelRun({ route, workspace, cancelRun: cancel, tellProblem }: DeskState): Promise<void> {
  if (workspace.state !== "open") return
  const cancelled = await cancel(workspace.workspace.root, route.subject)
  if (!cancelled.ok) tellProblem(cancelled.problems[0])
}

async function resumeRun({ route, workspace, resumeRun: resume, tellProblem }: DeskState): Promise<void> {
  if (workspace.state !== "open") return
  const resumed = await resume(workspace.workspace.root, route.subject)
  if (!resumed.ok) tellProblem(resumed.problems[0])
}
