import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { hasDisplay } from "#main/shell/browser/open-browser"
import { settingsFolder } from "#main/shell/browser/settings-folder"

describe("the folder of the person's settings", () => {
  const home = join("/", "home", "ada")

  it.each([
    ["linux", {}, join(home, ".config", "nestfolio")],
    ["linux", { XDG_CONFIG_HOME: "/xdg" }, join("/xdg", "nestfolio")],
    ["darwin", {}, join(home, "Library", "Application Support", "nestfolio")],
    ["win32", { APPDATA: "/roaming" }, join("/roaming", "nestfolio")],
    ["win32", {}, join(home, "AppData", "Roaming", "nestfolio")],
    ["linux", { NESTFOLIO_SETTINGS: "/own", XDG_CONFIG_HOME: "/xdg" }, "/own"],
    ["linux", { NESTFOLIO_SETTINGS: "" }, join(home, ".config", "nestfolio")],
  ] as const)("on %s with %o is %s", (platform, environment, folder) => {
    expect(settingsFolder(platform, environment, home)).toBe(folder)
  })
})

describe("a display", () => {
  it.each([
    ["linux", {}, false],
    ["linux", { DISPLAY: ":0" }, true],
    ["linux", { WAYLAND_DISPLAY: "wayland-0" }, true],
    ["freebsd", { DISPLAY: "" }, false],
    ["darwin", {}, true],
    ["darwin", { SSH_CONNECTION: "10.0.0.1 1 10.0.0.2 22" }, false],
    ["win32", {}, true],
  ] as const)("on %s with %o: %s", (platform, environment, is) => {
    expect(hasDisplay(platform, environment)).toBe(is)
  })
})
