import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { parquetRowCount, seriesToParquet } from "#engine/artifacts/formats/parquet"
import { readSeries } from "#engine/artifacts/formats/series"

describe("a Parquet file whose row groups name other columns than its schema", () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  beforeEach(() => process.on("unhandledRejection", note))
  afterEach(() => process.off("unhandledRejection", note))

  it("is refused before any column is read, so that no failure is left to end the process", async () => {
    const days = [20000, 20001]
    const columns = ["alpha", "bravo"].map((name) => ({ name, values: days }))
    const bytes = Buffer.from(seriesToParquet({ days, columns }))
    // The second of the footer's mentions is the row group's; the first page's header is no header any more.
    const inRowGroup = bytes.indexOf("bravo", bytes.indexOf("bravo") + 1)
    bytes.write("x", inRowGroup)
    bytes[4] = 255
    const read = await readSeries(new Uint8Array(bytes), "f.parquet")
    await new Promise((done) => setTimeout(done, 20))
    expect(unhandled).toEqual([])
    expect(read).toMatchObject({
      problems: [
        {
          code: "file.format",
          seen: "row groups with other columns or rows than the schema's date, alpha, bravo",
        },
      ],
    })
  })

  it("is refused when it counts other rows than its row groups hold", async () => {
    const days = [20000, 20001]
    const bytes = seriesToParquet({ days, columns: [{ name: "alpha", values: days }] })
    const counting = Array.from(bytes, (_, at) => {
      const changed = bytes.slice()
      changed[at] = 120
      return changed
    }).filter((changed) => {
      const rows = parquetRowCount(changed)
      return rows.ok && rows.value === 60
    })
    expect(counting.length).toBeGreaterThan(0)
    for (const changed of counting) {
      expect(await readSeries(changed, "f.parquet")).toMatchObject({
        problems: [{ code: "file.format", seen: expect.stringContaining("other columns or rows") }],
      })
    }
  })
})
