import { describe, expect, it } from "vitest"
import { fieldAt } from "#renderer/screens/setup/model/setting-fields"
import type { SettingPath } from "#renderer/screens/setup/model/setting-texts"
import { readTyped, shownValue, textOf, valueOf } from "#renderer/screens/setup/model/setting-values"
import { settings } from "./forms"

const read = (path: SettingPath, text: string, effective = {}) => readTyped(fieldAt(path), text, effective)

describe("a setting's value", () => {
  it("is put together from its leaves, with the highest of their layers", () => {
    expect(valueOf(fieldAt("bounds"), settings)).toEqual({
      value: { crypto: { max: 0.2 }, funds: { min: 0.1 } },
      origin: ".env",
    })
  })
  it("is left out where no layer has one", () => {
    expect(valueOf(fieldAt("half_life"), settings)).toEqual({ value: undefined, origin: "code" })
    expect(shownValue(fieldAt("half_life"), undefined)).toBe("the engine's own")
  })
  it("is typed in percent where it is a fraction, without noise in the last digits", () => {
    expect(textOf(fieldAt("max_weight"), 0.07)).toBe("7")
    expect(textOf(fieldAt("max_weight"), 0.29)).toBe("29")
    expect(read("max_weight", "29")).toEqual({ ok: true, parameter: "0.29" })
    expect(read("max_weight", "5.5 %")).toEqual({ ok: true, parameter: "0.055" })
  })
})

describe("what is typed", () => {
  it("is refused with the schema's range", () => {
    expect(read("health_threshold", "101")).toEqual({ ok: false, why: "Must be from 0 % to 100 %." })
    expect(read("confidence", "50")).toEqual({ ok: false, why: "Must be above 50 % and below 100 %." })
  })
  it("is refused where it is of another kind", () => {
    expect(read("min_weight", "many")).toEqual({ ok: false, why: "Not a number." })
    expect(read("bounds", "{crypto")).toEqual({ ok: false, why: "Not JSON that can be read." })
    expect(read("min_common_rows", "60.5").ok).toBe(false)
    expect(read("min_weight", " ")).toEqual({ ok: false, why: "Give a value." })
  })
  it("is refused for what the schema says of two settings together", () => {
    const effective = { backtest: { test_window: 20 } }
    expect(read("backtest.step_size", "30", effective)).toEqual({
      ok: false,
      why: "More rows than test_window: no window would test the rows between.",
    })
    expect(read("backtest.step_size", "20", effective)).toEqual({ ok: true, parameter: "20" })
  })
  it("is told the reason of the schema in a record's values", () => {
    expect(read("health_overrides", '{"crypto": " "}')).toEqual({
      ok: false,
      why: "An override needs a reason.",
    })
  })
  it("becomes a parameter as the command line takes it", () => {
    expect(read("benchmark_sleeves", "funds, stocks")).toEqual({
      ok: true,
      parameter: '["funds","stocks"]',
    })
    expect(read("clusters", "3")).toEqual({ ok: true, parameter: "3" })
    expect(read("clusters", "auto")).toEqual({ ok: true, parameter: "auto" })
    expect(read("strict", "true")).toEqual({ ok: true, parameter: "true" })
    expect(read("ddof", "0")).toEqual({ ok: true, parameter: "0" })
  })
})
