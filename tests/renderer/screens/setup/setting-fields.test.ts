import { describe, expect, it } from "vitest"
import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { fieldAt, settingFields } from "#renderer/screens/setup/model/setting-fields"
import { rangeText } from "#renderer/screens/setup/model/setting-values"

describe("the fields of the form", () => {
  it("are every setting of meta_allocation, its sections taken apart", () => {
    const heads = new Set(settingFields.map(({ path }) => path.split(".")[0]))
    expect(heads).toEqual(new Set(Object.keys(metaAllocationSchema.shape)))
    expect(settingFields.map(({ path }) => path)).toContain("backtest.step_size")
  })
  it("all have a label and say what they do", () => {
    expect(settingFields.filter(({ label }) => label === "" || label === undefined)).toEqual([])
    expect(settingFields.filter(({ says }) => says === "").map(({ path }) => path)).toEqual([])
  })
  it("are of the kind that the schema asks for", () => {
    expect(fieldAt("engine")).toMatchObject({ kind: "choice", isOptional: false })
    expect(fieldAt("engine").choices).toContain("riskfolio")
    expect(fieldAt("ddof")).toMatchObject({ kind: "choice", choices: ["0", "1"], isOptional: true })
    expect(fieldAt("strict").kind).toBe("switch")
    expect(fieldAt("bounds").kind).toBe("json")
    expect(fieldAt("groups").kind).toBe("json")
    expect(fieldAt("benchmark_sleeves").kind).toBe("list")
    expect(fieldAt("cache_dir").kind).toBe("text")
  })
  it("tell the schema's range in the field's own unit", () => {
    expect(rangeText(fieldAt("health_threshold"))).toBe("from 0 % to 100 %")
    expect(rangeText(fieldAt("confidence"))).toBe("above 50 % and below 100 %")
    expect(rangeText(fieldAt("min_common_rows"))).toBe("a whole number at least 2")
    expect(rangeText(fieldAt("half_life"))).toBe("above 0")
  })
})
