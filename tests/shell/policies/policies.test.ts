import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { mayOpenOutside } from "#main/shell/policies/external-link"
import { mayLoad, mayNavigate } from "#main/shell/policies/navigation"
import { mayUse } from "#main/shell/policies/permission"
import { isNonce, isTrustedSender } from "#main/shell/policies/sender"

const own = "app://nestfolio"

describe("navigation", () => {
  it("stays within the program's own origin", () => {
    expect(mayNavigate("app://nestfolio/index.html", own)).toBe(true)
    expect(mayNavigate("app://nestfolio/index.html#/runs?x=1", own)).toBe(true)
  })

  it.each([
    "https://nestfolio/",
    "app://nestfolio.evil.example/",
    "app://evil/?next=app://nestfolio/",
    "app://user:word@nestfolio/",
    "app:nestfolio",
    "http://evil.example/app://nestfolio/",
    "file:///etc/passwd",
    "data:text/html,x",
    "javascript:alert(1)",
    "about:blank",
    "",
    "no address",
  ])("does not lead to %s", (address) => {
    expect(mayNavigate(address, own)).toBe(false)
  })

  it("follows the development server's origin exactly", () => {
    expect(mayNavigate("http://localhost:5173/x", "http://localhost:5173")).toBe(true)
    expect(mayNavigate("http://localhost:51730/x", "http://localhost:5173")).toBe(false)
    expect(mayNavigate("https://localhost:5173/x", "http://localhost:5173")).toBe(false)
  })

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(mayNavigate(text, own)).toBe(false)
      }),
    )
  })
})

describe("loading", () => {
  it("takes the program's files and what the page made itself", () => {
    for (const address of ["app://nestfolio/a.js", "data:image/png;base64,", "blob:app://nestfolio/1"]) {
      expect(mayLoad(address, own), address).toBe(true)
    }
  })

  it("takes nothing of the network", () => {
    for (const address of [
      "https://example.com/",
      "ws://nestfolio/",
      "http://127.0.0.1/",
      "file:///etc/passwd",
    ]) {
      expect(mayLoad(address, own), address).toBe(false)
    }
  })

  it("takes the development server's socket only while one is named", () => {
    expect(mayLoad("ws://localhost:5173/hot", "http://localhost:5173")).toBe(true)
    expect(mayLoad("ws://localhost:5174/hot", "http://localhost:5173")).toBe(false)
    expect(mayLoad("ws://localhost:5173/hot", own)).toBe(false)
  })
})

describe("permissions", () => {
  it.each([
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "hid",
    "fileSystem",
    "new",
  ])("refuses %s", (permission) => {
    expect(mayUse(permission)).toBe(false)
  })
})

describe("links to the system's browser", () => {
  it("are the program's own pages", () => {
    expect(mayOpenOutside("https://github.com/nestfolio/nestfolio/releases")).toBe(true)
  })

  it.each([
    "http://github.com/nestfolio/nestfolio",
    "https://github.com/else/",
    "https://github.com/nestfolio-evil/",
    "https://github.com.evil.example/nestfolio/",
    "https://user@github.com/nestfolio/",
    "https://github.com:444/nestfolio/",
    "https://github.com/nestfolio/../else/",
    "file:///nestfolio/",
    "smb://github.com/nestfolio/",
    "",
  ])("are not %s", (address) => {
    expect(mayOpenOutside(address)).toBe(false)
  })
})

describe("senders", () => {
  const windows = { ids: new Set([3]), origin: own }
  const good = { sender: { id: 3 }, senderFrame: { url: "app://nestfolio/index.html", parent: null } }

  it("are trusted in a known window's main frame on the program's own page", () => {
    expect(isTrustedSender(good, windows)).toBe(true)
  })

  it.each([
    ["another window", { ...good, sender: { id: 4 } }],
    ["a frame inside of the page", { ...good, senderFrame: { ...good.senderFrame, parent: {} } }],
    ["a page elsewhere", { ...good, senderFrame: { url: "https://evil.example/", parent: null } }],
    [
      "a page that only starts alike",
      { ...good, senderFrame: { url: "app://nestfolio.evil/", parent: null } },
    ],
    ["a frame that is gone", { ...good, senderFrame: null }],
  ])("are not trusted in %s", (_, sent) => {
    expect(isTrustedSender(sent, windows)).toBe(false)
  })

  it("name their lines by plain names alone", () => {
    expect(isNonce("3f0c1c3e-9a74-4c7d-8a52-9d3e7f3a1b2c")).toBe(true)
    for (const odd of ["", "short", "x".repeat(65), "with a space in the name", 7, null, {}]) {
      expect(isNonce(odd), JSON.stringify(odd)).toBe(false)
    }
  })
})
