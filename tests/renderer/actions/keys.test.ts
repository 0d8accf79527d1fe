import { describe, expect, it } from "vitest"
import { actionOfPress, keyMap, type Press, readKey } from "#renderer/actions/keys"

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

describe("A key press", () => {
  it.each([
    [press("k", { ctrlKey: true }), "palette.open"],
    [press("P", { ctrlKey: true, shiftKey: true }), "palette.open"],
    [press("p", { ctrlKey: true }), "report.exportPdf"],
    [press("Enter", { ctrlKey: true }), "run.start"],
    [press("1", { ctrlKey: true }), "screen.profiles"],
    [press("7", { ctrlKey: true }), "screen.workspace"],
    [press(",", { ctrlKey: true }), "settings.open"],
    [press("?", { shiftKey: true }), "help.keys"],
    [press("F1"), "help.keys"],
    [press("/"), "edit.find"],
  ])("%j does %s", (given, id) => {
    expect(actionOfPress(given, false, false)).toBe(id)
  })

  it("takes Cmd for Ctrl on macOS, and Ctrl there for something else", () => {
    expect(actionOfPress(press("k", { metaKey: true }), true, false)).toBe("palette.open")
    expect(actionOfPress(press("k", { ctrlKey: true }), true, false)).toBeUndefined()
  })

  it("writes a letter while a person types, but Ctrl still works", () => {
    expect(actionOfPress(press("/"), false, true)).toBeUndefined()
    expect(actionOfPress(press("?", { shiftKey: true }), false, true)).toBeUndefined()
    expect(actionOfPress(press("k", { ctrlKey: true }), false, true)).toBe("palette.open")
    expect(actionOfPress(press("F1"), false, true)).toBe("help.keys")
  })

  it("does nothing with Alt, or with a letter alone", () => {
    expect(actionOfPress(press("k", { ctrlKey: true, altKey: true }), false, false)).toBeUndefined()
    expect(actionOfPress(press("k"), false, false)).toBeUndefined()
  })
})

describe("The key map", () => {
  it("gives each key to one action", () => {
    const keys = keyMap.map(({ key }) => key)
    expect(keys).toHaveLength(new Set(keys).size)
  })

  it("is written as the platform writes it", () => {
    expect(readKey("mod+shift+s", false)).toBe("Ctrl+Shift+S")
    expect(readKey("mod+shift+s", true)).toBe("⌘⇧S")
    expect(readKey("mod+enter", false)).toBe("Ctrl+Enter")
  })
})
