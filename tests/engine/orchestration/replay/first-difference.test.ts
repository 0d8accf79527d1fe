import { describe, expect, it } from "vitest"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { firstDifference } from "#engine/orchestration/replay/first-difference"

const bytes = (text: string) => new TextEncoder().encode(text)
const inJson = (a: unknown, b: unknown) =>
  firstDifference("data/x.json", bytes(JSON.stringify(a)), bytes(JSON.stringify(b)))

describe("the first difference of two artifacts", () => {
  it("is none when their bytes are equal", async () => {
    expect(await inJson({ a: [1, 2] }, { a: [1, 2] })).toBeUndefined()
  })

  it("is a path with both values in JSON, the first in the order of the recorded one", async () => {
    expect(await inJson({ b: { c: [1, { d: 2 }] }, a: 1 }, { b: { c: [1, { d: 3 }] }, a: 0 })).toBe(
      "b.c[1].d: 2, replayed 3",
    )
  })

  it("is a key that only one of them has", async () => {
    expect(await inJson({ a: 1 }, { a: 1, b: null })).toBe("b: nothing, replayed null")
    expect(await inJson([1, 2], [1])).toBe("[1]: 2, replayed nothing")
  })

  it("tells a zero from a negative zero, and an object from a list", async () => {
    expect(await firstDifference("x.json", bytes('{"a":0}'), bytes('{"a":-0}'))).toBe("a: 0, replayed -0")
    expect(await inJson({ a: {} }, { a: [] })).toBe("a: {}, replayed []")
  })

  it("is a byte where JSON says the same in another spelling", async () => {
    expect(await firstDifference("x.json", bytes('{"a":1}'), bytes('{"a": 1}'))).toBe(
      "byte 5 of 7, replayed 8 bytes",
    )
  })

  it("is a day and a column in a table, or the columns, or a day that is not there", async () => {
    const table = (days: number[], name: string, values: number[]) =>
      seriesToParquet({
        days: Int32Array.from(days),
        columns: [{ name, values: Float64Array.from(values) }],
      })
    const inTable = (a: Uint8Array, b: Uint8Array) => firstDifference("data/x.parquet", a, b)
    const recorded = table([19000, 19001], "etfs", [0.01, 0.02])
    expect(await inTable(recorded, table([19000, 19001], "etfs", [0.01, 0.03]))).toBe(
      "2022-01-09, column etfs: 0.02, replayed 0.03",
    )
    expect(await inTable(recorded, table([19000, 19001], "coins", [0.01, 0.02]))).toBe(
      "columns etfs, replayed coins",
    )
    expect(await inTable(recorded, table([19000], "etfs", [0.01]))).toBe(
      "row 1: 2022-01-09, replayed nothing",
    )
  })

  it("is a line in a text", async () => {
    expect(await firstDifference("reports/x.md", bytes("a\nb\n"), bytes("a\nc\n"))).toBe(
      'line 2: "b", replayed "c"',
    )
  })

  it("is a byte in what is no table after all", async () => {
    expect(await firstDifference("data/x.parquet", bytes("PAR1xPAR1"), bytes("PAR1yPAR1"))).toBe(
      "byte 4 of 9, replayed 9 bytes",
    )
  })
})
