import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatRoute, parseRoute, screens } from "#renderer/store/route"

describe("The address of a place in the window", () => {
  it("names the screen, what it is about, and what else is shown, in the order of the names", () => {
    expect(
      formatRoute({ screen: "report", subject: "20261120-101500", params: { sleeve: "a", risk: "hrp" } }),
    ).toBe("#/report/20261120-101500?risk=hrp&sleeve=a")
    expect(formatRoute({ screen: "profiles", subject: "", params: {} })).toBe("#/profiles")
  })

  it("leads back to the same place, whatever the names hold", () => {
    const route = fc.record({
      screen: fc.constantFrom(...screens),
      subject: fc.string({ unit: "grapheme" }),
      params: fc.dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
        fc.string(),
      ),
    })
    fc.assert(
      fc.property(route, (each) => {
        expect(parseRoute(formatRoute(each))).toEqual(each)
      }),
    )
  })

  it.each([
    ["", "nothing"],
    ["#/nowhere", "an unknown screen"],
    ["#/report/%E0%A4%A", "a broken escape"],
    ["#/report/a?risk=hrp&risk=herc", "a parameter twice"],
    ["#t=secret", "the token of the browser shell"],
    ["#/report/a/b", "a place too deep"],
  ])("is no place when it is %j: %s", (hash) => {
    expect(parseRoute(hash)).toBeUndefined()
  })
})
