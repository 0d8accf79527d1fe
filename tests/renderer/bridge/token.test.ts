import { describe, expect, it } from "vitest"
import { takeToken } from "#renderer/bridge/token"

function page(hash: string, kept?: string) {
  const stored = new Map(kept === undefined ? [] : [["nestfolio.token", kept]])
  const store = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  }
  const replaced: string[] = []
  const token = takeToken(
    { hash, pathname: "/", search: "" } as Location,
    store as Storage,
    (address) => void replaced.push(address),
  )
  return { token, replaced, kept: stored.get("nestfolio.token") }
}

describe("the token of a page", () => {
  it("is moved from the address into the tab's storage", () => {
    expect(page("#t=abc")).toEqual({ token: "abc", replaced: ["/"], kept: "abc" })
  })

  it("leaves the rest of the fragment where it is", () => {
    expect(page("#t=abc&at=%2Fruns")).toMatchObject({ replaced: ["/#at=%2Fruns"] })
  })

  it("is the tab's own after a reload", () => {
    expect(page("", "abc")).toEqual({ token: "abc", replaced: [], kept: "abc" })
  })

  it("of a new address takes the place of an old one", () => {
    expect(page("#t=new", "old")).toMatchObject({ token: "new", kept: "new" })
  })

  it("is missing where the address never had one", () => {
    expect(page("")).toMatchObject({ token: null, replaced: [] })
  })
})
