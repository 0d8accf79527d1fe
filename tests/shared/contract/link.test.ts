import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { QuantSdk } from "#engine/orchestration/sdk"
import { stages } from "#engine/stages/register"
import { linkAmong, linkParameters, parseLink } from "#shared/contract/desk/link"

describe("a link from outside", () => {
  it("leads to a run", () => {
    expect(parseLink("nestfolio://run/20261120-213455-ab12cd")).toEqual({
      ok: true,
      value: { kind: "run", runId: "20261120-213455-ab12cd" },
    })
  })

  it("leads to a stage's form, prefilled", () => {
    expect(parseLink("quant://meta/optimize?run_id=r1&risk_profile=hrp&max_weight=0.4")).toEqual({
      ok: true,
      value: {
        kind: "stage",
        stage: "meta.optimize",
        parameters: { run_id: "r1", risk_profile: "hrp", max_weight: "0.4" },
      },
    })
  })

  it.each([
    ["a run that leaves the runs", "nestfolio://run/../../etc", "another shape"],
    ["another thing of the program", "nestfolio://start/meta", "another shape"],
    ["a run with more to it", "nestfolio://run/r1?open=1", "another shape"],
    ["credentials", "quant://user@meta/optimize", "another shape"],
    ["a port", "quant://meta:1/optimize", "another shape"],
    ["a fragment", "quant://meta/optimize#x", "another shape"],
    ["an unknown stage", "quant://meta/delete", "the stage meta.delete"],
    ["a name that every object has", "quant://meta/constructor", "the stage meta.constructor"],
    ["an unknown parameter", "quant://meta/optimize?force=1", "the parameter force"],
    [
      "a parameter twice",
      "quant://meta/optimize?risk_profile=a&risk_profile=b",
      "the parameter risk_profile twice",
    ],
    ["a file", "quant://meta/optimize?returns=/etc/passwd", "the parameter returns"],
    ["a path as a value", "quant://meta/report?run_id=../x", "the value ../x of run_id"],
    ["markup as a value", "quant://meta/optimize?risk_profile=%3Cb%3E", "the value <b> of risk_profile"],
    ["another scheme", "https://example.com/", "another shape"],
  ])("with %s is refused", (_, text, seen) => {
    expect(parseLink(text)).toMatchObject({ ok: false, problems: [{ code: "usage.address", seen }] })
  })

  it("that is very long is refused without reading it", () => {
    expect(parseLink(`nestfolio://run/${"a".repeat(3000)}`)).toMatchObject({ ok: false })
  })

  it("never throws, whatever the text", () => {
    const starts = fc.constantFrom("quant://meta/optimize?", "nestfolio://run/", "")
    fc.assert(
      fc.property(fc.string(), starts, (text, start) => {
        expect(typeof parseLink(start + text).ok).toBe("boolean")
      }),
    )
  })

  it("may name the stages there are, by parameters they have", () => {
    const sdk = new QuantSdk()
    for (const [id, names] of Object.entries(linkParameters)) {
      const schema = sdk.stageSchema(id)
      const known = schema.ok ? Object.keys(Reflect.get(schema.value, "properties")) : []
      expect(known).not.toEqual([])
      const allowed = new Set(["run_id", ...known.filter((name) => name !== "returns")])
      expect(names.filter((name) => !allowed.has(name))).toEqual([])
    }
    expect(Object.keys(linkParameters).sort()).toEqual(stages.map(({ id }) => id).sort())
  })

  it("is found among the words of a command line", () => {
    expect(linkAmong(["/usr/bin/nestfolio", "--flag", "quant://meta/report"])).toBe("quant://meta/report")
    expect(linkAmong(["/usr/bin/nestfolio", "my-nestfolio:file"])).toBe(undefined)
  })
})
