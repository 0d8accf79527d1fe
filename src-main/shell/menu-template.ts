import { type ActionId, actions, type MenuName, menuNames, titleCase } from "#shared/contract/desk/actions"

/** What the system itself does when such an item is picked. */
export type MenuRole =
  | "undo"
  | "redo"
  | "cut"
  | "copy"
  | "paste"
  | "selectAll"
  | "reload"
  | "toggleDevTools"
  | "resetZoom"
  | "zoomIn"
  | "zoomOut"
  | "togglefullscreen"
  | "minimize"
  | "zoom"
  | "front"
  | "about"
  | "services"
  | "hide"
  | "hideOthers"
  | "unhide"
  | "quit"

/** One entry of a menu, as Electron takes it. */
export type MenuEntry =
  | { readonly id: string; readonly label: string; readonly accelerator?: string; readonly click: () => void }
  | { readonly role: MenuRole; readonly label?: string }
  | { readonly type: "separator" }

export interface MenuTemplate {
  readonly label: string
  /** macOS fills the menu of windows and of help by these. */
  readonly role?: "window" | "help"
  readonly submenu: MenuEntry[]
}

export interface MenuOptions {
  readonly platform: string
  readonly appName: string
  /** Reload and the developer tools are for those who build the program. */
  readonly isDevelopment: boolean
  /** Called with the id of an action that was picked. */
  readonly pick: (action: ActionId) => void
}

const separator: MenuEntry = { type: "separator" }
const role = (name: MenuRole, label?: string): MenuEntry =>
  label === undefined ? { role: name } : { role: name, label }

const titles: Readonly<Record<MenuName, { readonly title: string; readonly mnemonic: string }>> = {
  file: { title: "File", mnemonic: "F" },
  edit: { title: "Edit", mnemonic: "E" },
  view: { title: "View", mnemonic: "V" },
  run: { title: "Run", mnemonic: "R" },
  help: { title: "Help", mnemonic: "H" },
}

/**
 * The menu bar made from the action table. macOS has the application menu with settings, services, hide and quit, and
 * title case; elsewhere there is File > Exit, sentence case and underlined letters.
 */
export function menuTemplate(options: MenuOptions): MenuTemplate[] {
  const isMac = options.platform === "darwin"
  const menus = menuNames.map(
    (name): MenuTemplate => ({
      label: isMac ? titles[name].title : withMnemonic(titles[name].title, titles[name].mnemonic),
      ...(name === "help" ? { role: "help" } : {}),
      submenu: [...actionsOf(name, options), ...systemEntries(name, options)],
    }),
  )
  if (!isMac) return menus
  const help = menus.at(-1)!
  return [applicationMenu(options), ...menus.slice(0, -1), windowMenu, help]
}

function actionsOf(menu: MenuName, options: MenuOptions): readonly MenuEntry[] {
  const isMac = options.platform === "darwin"
  return actions
    .filter((action) => action.menu === menu && !(isMac && action.id === "settings.open"))
    .map((action) => actionEntry(action, options))
}

function actionEntry(
  { id, title, mnemonic, key }: (typeof actions)[number],
  options: MenuOptions,
): MenuEntry {
  return {
    id,
    label: options.platform === "darwin" ? titleCase(title) : withMnemonic(title, mnemonic),
    ...(key === null ? {} : { accelerator: acceleratorOf(key) }),
    click: () => options.pick(id),
  }
}

function systemEntries(menu: MenuName, options: MenuOptions): readonly MenuEntry[] {
  const isMac = options.platform === "darwin"
  const development: readonly MenuEntry[] = [separator, role("reload"), role("toggleDevTools")]
  const entries: Readonly<Record<MenuName, readonly MenuEntry[]>> = {
    file: isMac ? [] : [separator, role("quit", "E&xit")],
    edit: [
      separator,
      ...(["undo", "redo", "cut", "copy", "paste", "selectAll"] as const).map((name) => role(name)),
    ],
    view: [
      separator,
      ...(["resetZoom", "zoomIn", "zoomOut", "togglefullscreen"] as const).map((name) => role(name)),
      ...(options.isDevelopment ? development : []),
    ],
    run: [],
    help: isMac ? [] : [separator, role("about", `&About ${options.appName}`)],
  }
  return entries[menu]
}

function applicationMenu(options: MenuOptions): MenuTemplate {
  const settings = actions.find(({ id }) => id === "settings.open")!
  const submenu = [
    role("about"),
    separator,
    actionEntry(settings, options),
    separator,
    role("services"),
    separator,
    role("hide"),
    role("hideOthers"),
    role("unhide"),
    separator,
    role("quit"),
  ]
  return { label: options.appName, submenu }
}

const windowMenu: MenuTemplate = {
  label: "Window",
  role: "window",
  submenu: [role("minimize"), role("zoom"), separator, role("front")],
}

/** "Open workspace…", "w" -> "Open &workspace…" */
function withMnemonic(title: string, mnemonic: string): string {
  const at = title.indexOf(mnemonic)
  return `${title.slice(0, at)}&${title.slice(at)}`
}

/** "mod+shift+s" -> "CmdOrCtrl+Shift+S" */
function acceleratorOf(key: string): string {
  return key
    .split("+")
    .map((part) => (part === "mod" ? "CmdOrCtrl" : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("+")
}
