import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"

describe("readSeries", () => {
  it("never opens a pickle and says how to convert it", async () => {
    const result = await readSeries(new Uint8Array([0x80, 0x04]), "data/returns/skfolio_vbt_hrp.pkl")
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: "file.pickle", where: "data/returns/skfolio_vbt_hrp.pkl" }],
    })
    expect(result.ok ? "" : result.problems[0].remedy).toContain(
      "pd.read_pickle('data/returns/skfolio_vbt_hrp.pkl')",
    )
  })

  it("refuses a format that it does not know", async () => {
    const result = await readSeries(new Uint8Array(), "returns.xlsx")
    expect(result).toMatchObject({ ok: false, problems: [{ code: "file.format", seen: ".xlsx" }] })
  })
})
