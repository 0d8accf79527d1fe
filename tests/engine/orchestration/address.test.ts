import { describe, expect, it } from "vitest"
import { looksLikeAddress, parseAddress } from "#engine/orchestration/address"

describe("a quant:// address", () => {
  it("names a stage by host and path and its parameters by the query", () => {
    expect(parseAddress("quant://meta/optimize?run_id=r1&risk_profile=hrp")).toEqual({
      ok: true,
      value: { stageId: "meta.optimize", params: { run_id: "r1", risk_profile: "hrp" } },
    })
  })

  it("decodes percent signs and plus signs", () => {
    expect(parseAddress("quant://meta/returns?meta_profile=a%20b+c")).toMatchObject({
      value: { params: { meta_profile: "a b c" } },
    })
  })

  it("needs no parameters", () => {
    expect(parseAddress("quant://meta/report")).toMatchObject({
      value: { stageId: "meta.report", params: {} },
    })
  })

  it.each([
    ["another scheme", "http://meta/optimize"],
    ["no stage", "quant://meta"],
    ["a path of three parts", "quant://meta/optimize/more"],
    ["credentials", "quant://me@meta/optimize"],
    ["a port", "quant://meta:80/optimize"],
    ["a fragment", "quant://meta/optimize?a=1#b"],
    ["a parameter given twice", "quant://meta/optimize?a=1&a=2"],
    ["a path that climbs", "quant://meta/../optimize"],
  ])("is refused with %s", (_, text) => {
    expect(parseAddress(text)).toMatchObject({
      ok: false,
      problems: [{ code: "usage.address", where: text }],
    })
  })

  it("is told from a stage id", () => {
    expect(looksLikeAddress("quant://meta/optimize")).toBe(true)
    expect(looksLikeAddress("meta.optimize")).toBe(false)
  })
})
