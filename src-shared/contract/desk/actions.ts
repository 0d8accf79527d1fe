/** The menus of the menu bar, in their order. `view` and `window` also hold what the system itself can do. */
export const menuNames = ["file", "edit", "view", "run", "help"] as const
export type MenuName = (typeof menuNames)[number]

/** Something a person can do: one record that the menu, the palette, a button, the keyboard and the key map read. */
export interface Action {
  readonly id: string
  /** Sentence case; macOS gets title case by `titleCase`. An ellipsis says that something is asked first. */
  readonly title: string
  /** Where the menu bar's letters are underlined; one of the title's. */
  readonly mnemonic: string
  /** `mod` is Cmd on macOS and Ctrl elsewhere; the last part is the key. null: no key of its own. */
  readonly key: string | null
  readonly menu: MenuName
}

export const actions = [
  { id: "workspace.open", title: "Open workspace…", mnemonic: "O", key: "mod+o", menu: "file" },
  { id: "workspace.openSample", title: "Open sample workspace", mnemonic: "s", key: null, menu: "file" },
  { id: "profile.new", title: "New profile…", mnemonic: "N", key: "mod+n", menu: "file" },
  { id: "report.exportPdf", title: "Export as PDF…", mnemonic: "P", key: "mod+p", menu: "file" },
  {
    id: "selection.exportCsv",
    title: "Export selection as CSV…",
    mnemonic: "C",
    key: "mod+shift+s",
    menu: "file",
  },
  { id: "settings.open", title: "Settings…", mnemonic: "t", key: "mod+,", menu: "file" },
  { id: "edit.find", title: "Find", mnemonic: "F", key: "mod+f", menu: "edit" },
  { id: "palette.open", title: "Command palette…", mnemonic: "C", key: "mod+k", menu: "view" },
  { id: "screen.profiles", title: "Profiles", mnemonic: "P", key: "mod+1", menu: "view" },
  { id: "screen.runs", title: "Runs", mnemonic: "R", key: "mod+2", menu: "view" },
  { id: "screen.report", title: "Report", mnemonic: "e", key: "mod+3", menu: "view" },
  { id: "screen.holdings", title: "Holdings", mnemonic: "H", key: "mod+4", menu: "view" },
  { id: "screen.health", title: "Health", mnemonic: "l", key: "mod+5", menu: "view" },
  { id: "screen.compare", title: "Compare", mnemonic: "m", key: "mod+6", menu: "view" },
  { id: "screen.workspace", title: "Workspace", mnemonic: "W", key: "mod+7", menu: "view" },
  { id: "run.start", title: "Start run", mnemonic: "S", key: "mod+enter", menu: "run" },
  { id: "run.cancel", title: "Cancel run", mnemonic: "C", key: null, menu: "run" },
  { id: "run.resume", title: "Resume run", mnemonic: "R", key: null, menu: "run" },
  { id: "help.keys", title: "Keyboard map", mnemonic: "K", key: "f1", menu: "help" },
] as const satisfies readonly Action[]

export type ActionId = (typeof actions)[number]["id"]

const smallWords = new Set(["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"])

/** "Export selection as CSV…" -> "Export Selection as CSV…": how macOS writes menu items. */
export function titleCase(title: string): string {
  return title
    .split(" ")
    .map((word, index) =>
      index > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ")
}
