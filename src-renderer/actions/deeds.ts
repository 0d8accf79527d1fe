import type { ActionId } from "#shared/contract/desk/actions"
import type { DeskState } from "../store/desk-state"
import { runScreens, type Screen } from "../store/route"
import { type Deed, possible } from "./deed"
import { runDeeds } from "./run-deeds"
import { windowDeeds } from "./window-deeds"

/** What each action of the table does: the menu, the palette, buttons and keys all come here. */
export const deeds: Readonly<Record<ActionId, Deed>> = {
  ...windowDeeds,
  ...runDeeds,
  "screen.profiles": toScreen("profiles"),
  "screen.runs": toScreen("runs"),
  "screen.compare": toScreen("compare"),
  "screen.workspace": { blocked: possible, run: ({ go }) => go("workspace") },
  "screen.report": toRunScreen("report"),
  "screen.holdings": toRunScreen("holdings"),
  "screen.health": toRunScreen("health"),
}

function toScreen(screen: Screen): Deed {
  return { blocked: withoutWorkspace, run: ({ go }) => go(screen) }
}

/** Screens about a run keep the run that is looked at. */
function toRunScreen(screen: Screen): Deed {
  return {
    blocked: (state) =>
      withoutWorkspace(state) ?? (runLookedAt(state) === "" ? "open a run first, in the list of runs" : null),
    run: (state) => state.go(screen, runLookedAt(state), riskOf(state)),
  }
}

function withoutWorkspace({ workspace }: DeskState): string | null {
  return workspace.state === "open" ? null : "open a workspace first"
}

/** The run that the present screen is about, or the one that was last looked at. */
export function runLookedAt({ route, lastRun }: Pick<DeskState, "route" | "lastRun">): string {
  const isAboutRun = runScreens.includes(route.screen)
  return isAboutRun && route.subject !== "" ? route.subject : lastRun
}

function riskOf({ route }: DeskState): Readonly<Record<string, string>> {
  const risk = route.params["risk"]
  return risk === undefined ? {} : { risk }
}
