import { createStore } from "zustand/vanilla"
import { answerSlice } from "./answer-slice"
import { appearanceSlice } from "./appearance-slice"
import type { DeskState } from "./desk-state"
import { draftSlice } from "./draft-slice"
import type { StoreEnvironment } from "./environment"
import { fileSlice } from "./file-slice"
import { linkSlice } from "./link-slice"
import { locationSlice } from "./location-slice"
import { noteSlice } from "./note-slice"
import { noticeSlice } from "./notice-slice"
import { offerSlice } from "./offer-slice"
import { runSlice } from "./run-slice"
import { saveSlice } from "./save-slice"
import { viewSlice } from "./view-slice"
import { visitorSlice } from "./visitor-slice"
import { workspaceSlice } from "./workspace-slice"

export type DeskStore = ReturnType<typeof createDeskStore>

/** The state of a window, with nothing followed yet. */
export function createDeskStore(environment: StoreEnvironment) {
  return createStore<DeskState>()((set, get) => ({
    ...linkSlice(set, get, environment),
    ...locationSlice(set, get, environment),
    ...appearanceSlice(set, get, environment),
    ...workspaceSlice(set, get, environment),
    ...answerSlice(set, get, environment),
    ...runSlice(set, get, environment),
    ...draftSlice(set, get, environment),
    ...viewSlice(set, get, environment),
    ...noticeSlice(set, get, environment),
    ...offerSlice(set, get, environment),
    ...saveSlice(set, get, environment),
    ...visitorSlice(set, get, environment),
    ...fileSlice(set, get, environment),
    ...noteSlice(set, get, environment),
  }))
}

/** Follows the line, the address and the runs, and opens what was open last; gives what ends it. */
export function startDesk(store: DeskStore): () => void {
  const { followLink, followAddress, followRuns, followLinks, reopenLast } = store.getState()
  const stops = [followLink(), followAddress(), followRuns(), followLinks()]
  void reopenLast()
  return () => {
    for (const stop of stops) stop()
  }
}
