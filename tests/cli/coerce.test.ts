import { describe, expect, it } from "vitest"
import { optimizeSettingsSchema } from "#shared/model/optimize"
import { coerceParameters } from "#main/cli/coerce"

const coerce = (texts: Readonly<Record<string, string>>) =>
  coerceParameters(optimizeSettingsSchema.shape, texts)

describe("parameters of the command line", () => {
  it("become what the schema wants", () => {
    expect(
      coerce({
        risk_profile: "erc",
        min_weight: ".05",
        ddof: "1",
        clusters: "auto",
        benchmark_sleeves: "etfs, crypto",
        bounds: '{"etfs":{"max":0.4}}',
        groups: '[{"name":"calm","items":["etfs"],"max":0.4}]',
        turnover: '{"previous":{"etfs":1},"limit":0.5}',
      }),
    ).toEqual({
      ok: true,
      value: {
        risk_profile: "risk_parity",
        min_weight: 0.05,
        ddof: 1,
        clusters: "auto",
        benchmark_sleeves: ["etfs", "crypto"],
        bounds: { etfs: { max: 0.4 } },
        groups: [{ name: "calm", items: ["etfs"], max: 0.4 }],
        turnover: { previous: { etfs: 1 }, limit: 0.5 },
      },
    })
  })

  it("that do not exist are refused with the nearest names", () => {
    expect(coerce({ max_wieght: "0.5" })).toMatchObject({
      ok: false,
      problems: [
        {
          code: "usage.unknownParameter",
          seen: "max_wieght=0.5",
          remedy: expect.stringContaining("max_weight"),
        },
      ],
    })
  })

  it("that do not fit are refused one by one", () => {
    expect(coerce({ max_weight: "a lot", confidence: "0.4", risk_profile: "hrq" })).toMatchObject({
      ok: false,
      problems: [
        { code: "usage.argument", where: "--param max_weight", seen: "a lot" },
        { code: "usage.argument", where: "--param confidence", seen: "0.4" },
        { code: "usage.argument", where: "--param risk_profile", seen: "hrq" },
      ],
    })
  })

  it("with an empty number are refused, not read as zero", () => {
    expect(coerce({ min_weight: "" })).toMatchObject({ ok: false, problems: [{ seen: "nothing" }] })
  })
})
