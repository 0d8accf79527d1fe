import { expect, it } from "vitest"
import { assembleSeries, type RawColumn } from "#engine/artifacts/formats/raw-table"

const stamps: RawColumn = { name: "date", kind: "stamp", at: (row) => row * 86_400_000, zone: null }
const numbers = (count: number): RawColumn => ({
  name: "a",
  kind: "number",
  values: new Float64Array(count).fill(0.5),
})

it("refuses a column that has not one value a row, as a torn file can", () => {
  expect(assembleSeries([stamps, numbers(3)], 3, undefined, "x.parquet")).toMatchObject({ ok: true })
  for (const count of [2, 4]) {
    expect(assembleSeries([stamps, numbers(count)], 3, undefined, "x.parquet")).toMatchObject({
      problems: [{ code: "file.format", seen: `${count} values on 3 rows` }],
    })
  }
})
