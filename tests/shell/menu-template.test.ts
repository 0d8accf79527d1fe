import { describe, expect, it } from "vitest"
import { type MenuTemplate, menuTemplate } from "#main/shell/menu-template"

const picked: string[] = []
const about = {
  appName: "Nestfolio",
  isDevelopment: false,
  pick: (action: string) => void picked.push(action),
}
const labels = (menus: readonly MenuTemplate[]) => menus.map(({ label }) => label)
const rolesOf = (menu: MenuTemplate | undefined) =>
  menu?.submenu.flatMap((entry) => ("role" in entry ? [entry.role] : []))
const entry = (menus: readonly MenuTemplate[], id: string) =>
  menus.flatMap(({ submenu }) => submenu).find((each) => "id" in each && each.id === id)

describe("the menu bar", () => {
  it("on Windows and Linux ends File by Exit, in sentence case with underlined letters", () => {
    const menus = menuTemplate({ ...about, platform: "linux" })
    expect(labels(menus)).toEqual(["&File", "&Edit", "&View", "&Run", "&Help"])
    expect(menus[0]?.submenu.at(-1)).toEqual({ role: "quit", label: "E&xit" })
    expect(entry(menus, "workspace.open")).toMatchObject({
      label: "&Open workspace…",
      accelerator: "CmdOrCtrl+O",
    })
    expect(entry(menus, "settings.open")).toBeDefined()
  })

  it("on macOS has the application's own menu with settings and quit, in title case", () => {
    const menus = menuTemplate({ ...about, platform: "darwin" })
    expect(labels(menus)).toEqual(["Nestfolio", "File", "Edit", "View", "Run", "Window", "Help"])
    expect(rolesOf(menus[0])).toEqual(["about", "services", "hide", "hideOthers", "unhide", "quit"])
    expect(menus[0]?.submenu.some((each) => "id" in each && each.id === "settings.open")).toBe(true)
    expect(rolesOf(menus[1])).toEqual([])
    expect(entry(menus, "selection.exportCsv")).toMatchObject({
      label: "Export Selection as CSV…",
      accelerator: "CmdOrCtrl+Shift+S",
    })
  })

  it("has the developer's tools while the program is built, and not in a packaged one", () => {
    const tools = (isDevelopment: boolean) =>
      rolesOf(menuTemplate({ ...about, platform: "linux", isDevelopment })[2])?.includes("toggleDevTools")
    expect(tools(true)).toBe(true)
    expect(tools(false)).toBe(false)
  })

  it("tells which action was picked", () => {
    const item = entry(menuTemplate({ ...about, platform: "win32" }), "help.keys")
    if (item !== undefined && "click" in item) item.click()
    expect(picked).toEqual(["help.keys"])
  })
})
