import { describe, expect, it } from "vitest"
import { fieldState, putBack, typed } from "#renderer/screens/setup/model/draft-settings"
import { effectiveRows } from "#renderer/screens/setup/model/effective-rows"
import { linkedDraft } from "#renderer/screens/setup/model/linked-draft"
import { fieldAt } from "#renderer/screens/setup/model/setting-fields"
import { draftWith, settings } from "./forms"

const max = fieldAt("max_weight")

describe("a field of the form", () => {
  it("shows the profile's value with its layer while nothing is changed", () => {
    expect(fieldState(max, settings, draftWith({}))).toMatchObject({
      text: "50",
      own: 0.5,
      origin: "profile",
      isChanged: false,
      error: null,
    })
  })
  it("becomes a parameter when another value is typed, and none when the own one is typed again", () => {
    const changed = typed(max, "40", settings, draftWith({}))
    expect(changed.parameters).toEqual({ max_weight: "0.4" })
    expect(typed(max, "50", settings, draftWith(changed)).parameters).toEqual({})
  })
  it("keeps what was typed wrongly with its reason, and no parameter of an earlier value", () => {
    const wrong = typed(max, "abc", settings, draftWith({ parameters: { max_weight: "0.4" } }))
    expect(wrong).toMatchObject({ parameters: {}, refused: { max_weight: "abc" } })
    expect(fieldState(max, settings, draftWith(wrong))).toMatchObject({ text: "abc", error: "Not a number." })
  })
  it("is put back to the profile's value", () => {
    const draft = draftWith({
      parameters: { max_weight: "0.4", strict: "true" },
      refused: { max_weight: "x" },
    })
    expect(putBack("max_weight", draft)).toEqual({
      parameters: { strict: "true" },
      refused: {},
      touched: ["max_weight"],
    })
  })
})

describe("a draft from a link", () => {
  const address = "quant://meta/optimize?meta_profile=core&risk_profile=hrp&max_weight=0.3&min_weight=0.1"
  const linked = () => {
    const filled = linkedDraft(address, "core")
    if (!filled.ok) throw new Error("the link was refused")
    return draftWith(filled.value)
  }
  it("has the link's risk profile and settings, marked as coming from it", () => {
    expect(linked()).toMatchObject({
      riskProfiles: ["hrp"],
      parameters: { max_weight: "0.3", min_weight: "0.1" },
      cameFrom: address,
    })
    expect(fieldState(max, settings, linked()).isFromLink).toBe(true)
    expect(fieldState(fieldAt("engine"), settings, linked()).isFromLink).toBe(false)
  })
  it("loses the mark of a value that a person touches, and of that alone", () => {
    const touched = draftWith({ ...linked(), ...typed(max, "31", settings, linked()) })
    expect(fieldState(max, settings, touched).isFromLink).toBe(false)
    expect(fieldState(fieldAt("min_weight"), settings, touched).isFromLink).toBe(true)
  })
  it("refuses a value that the schema refuses, beside its field", () => {
    const filled = linkedDraft("quant://meta/optimize?confidence=1.5", "core")
    expect(filled.ok && filled.value).toMatchObject({ parameters: {}, refused: { confidence: "150" } })
  })
  it("reads the parameters of a walk as those of the backtest", () => {
    const filled = linkedDraft("quant://meta/backtest?train_window=100", "core")
    expect(filled.ok && filled.value.parameters).toEqual({ "backtest.train_window": "100" })
  })
  it("is refused when it is about another profile, about a run, or names what nothing reads", () => {
    for (const other of [
      address.replace("core", "other"),
      "nestfolio://run/20260101-000000",
      "quant://meta/optimize?cache_dir=x",
    ]) {
      const filled = linkedDraft(other, "core")
      expect(filled.ok ? "filled" : filled.problems[0].code).toBe("usage.address")
    }
  })
})

describe("the effective settings", () => {
  it("begin with what the form changed, then what a layer set, then the program's defaults", () => {
    const rows = effectiveRows(settings, draftWith({ parameters: { health_threshold: "0.6" } }))
    expect(rows[0]).toMatchObject({ origin: "this form", value: 0.6, own: 0.75 })
    const origins = rows.map(({ origin }) => origin)
    expect(origins.lastIndexOf("profile")).toBeLessThan(origins.indexOf("code"))
  })
})
