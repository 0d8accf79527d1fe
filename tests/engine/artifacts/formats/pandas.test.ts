import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { readSeries } from "#engine/artifacts/formats/series"
import { isoDay } from "#shared/quantity/day"

/** The files were written by pandas 3.0.6 with pyarrow 25.0.1. */
async function read(name: string) {
  const bytes = readFileSync(join(import.meta.dirname, "written-by-pandas", name))
  const result = await readSeries(bytes, name)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const { days, dayRule, columns } = result.value
  return { days: [...days].map((day) => isoDay(day) as string), dayRule, columns }
}

describe("a table written by pandas", () => {
  it.each([
    ["naive.parquet", "dates"],
    ["new-york.parquet", "local-midnight"],
  ])("has its index for days: %s", async (name, dayRule) => {
    expect(await read(name)).toEqual({
      days: ["2025-03-08", "2025-03-09", "2025-03-10", "2025-03-11"],
      dayRule,
      columns: [
        { name: "crypto", values: Float64Array.of(0.01, Number.NaN, -0.25, 0.5) },
        { name: "etfs", values: Float64Array.of(1, 2, 3, 4) },
      ],
    })
  })

  it.each(["lz4.feather", "lz4.parquet"])("may be compressed with LZ4: %s", async (name) => {
    const { days, columns } = await read(name)
    expect([days.length, days[0], days[499]]).toEqual([500, "2025-01-01", "2026-05-15"])
    expect(columns[0]?.values).toEqual(Float64Array.from({ length: 500 }, (_, i) => i / 4))
    expect(columns[1]?.values).toEqual(Float64Array.from({ length: 500 }, (_, i) => i % 2))
  })
})
