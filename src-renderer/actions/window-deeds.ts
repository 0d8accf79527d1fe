import type { ActionId } from "#shared/contract/desk/actions"
import { type Deed, possible } from "./deed"

type WindowAction =
  | "workspace.open"
  | "workspace.openSample"
  | "profile.new"
  | "report.exportPdf"
  | "selection.exportCsv"
  | "settings.open"
  | "edit.find"
  | "palette.open"
  | "help.keys"

/** What concerns the window and its workspace. */
export const windowDeeds: Readonly<Record<WindowAction & ActionId, Deed>> = {
  "workspace.open": {
    blocked: possible,
    run: (state) => void openWorkspace(state),
  },
  "workspace.openSample": { blocked: possible, run: ({ openSample }) => void openSample(null) },
  "profile.new": {
    blocked: () =>
      "write it into configs/manifest.json: the form is still to come, and the list follows the file",
    run: () => {},
  },
  "report.exportPdf": {
    blocked: ({ route }) => (route.screen === "report" ? null : "open a report first"),
    run: ({ offer }) => offer("export"),
  },
  "selection.exportCsv": {
    blocked: ({ route }) => (route.screen === "holdings" ? null : "open the holdings of a run first"),
    run: ({ offer }) => offer("csv"),
  },
  "settings.open": { blocked: possible, run: ({ offer }) => offer("settings") },
  "edit.find": { blocked: possible, run: ({ offer }) => offer("find") },
  "palette.open": { blocked: possible, run: ({ offer }) => offer("palette") },
  "help.keys": { blocked: possible, run: ({ offer }) => offer("keys") },
}

async function openWorkspace(state: Parameters<Deed["run"]>[0]): Promise<void> {
  if (state.shell?.picksFolders !== true) {
    state.go("workspace")
    return
  }
  const root = await state.pickFolder("Open a workspace")
  if (root !== null) await state.openWorkspace(root)
}
