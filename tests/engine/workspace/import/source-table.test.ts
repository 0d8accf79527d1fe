import { describe, expect, it } from "vitest"
import fc from "fast-check"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { readHoldings } from "#engine/workspace/import/holdings-source"
import { dailyReturns } from "#engine/workspace/import/daily-returns"
import { readSource, type SourceRequest } from "#engine/workspace/import/source-table"

async function source(content: string | Uint8Array, options: Partial<SourceRequest> = {}) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content
  const read = await readSource({ bytes, fileName: "f.csv", riskProfiles: ["hrp"], ...options })
  if (!read.ok) return read.problems[0]
  const { columns, ...told } = read.value
  return {
    ...told,
    columns: Object.fromEntries([...columns].map(([risk, { name, values }]) => [risk, [name, ...values]])),
  }
}

const two = { riskProfiles: ["hrp", "min_variance"] } as const

describe("a file of returns", () => {
  it("gives its only column to every risk profile, whatever stands before the date and behind the last", async () => {
    expect(await source(",Date,Close,\n0,2025-01-02,0.01,\n1,2025-01-03,0.02,\n", two)).toMatchObject({
      columns: { hrp: ["Close", 0.01, 0.02], min_variance: ["Close", 0.01, 0.02] },
      format: "comma-separated",
    })
  })

  it("gives each risk profile the column of its name, or the one that was named to all", async () => {
    const text = "Date,MIN_VARIANCE,hrp\n2025-01-02,0.1,0.2\n"
    expect(await source(text, two)).toMatchObject({
      columns: { hrp: ["hrp", 0.2], min_variance: ["MIN_VARIANCE", 0.1] },
    })
    expect(await source(text, { ...two, column: "hrp" })).toMatchObject({
      columns: { min_variance: ["hrp", 0.2] },
    })
    expect(await source(text, { column: "hpr" })).toMatchObject({ remedy: "Did you mean hrp?" })
  })

  it("is refused when several columns could be the sleeve", async () => {
    expect(await source("Date,A,B\n2025-01-02,1,2\n")).toMatchObject({
      code: "file.format",
      seen: "2 columns: A, B",
    })
  })

  it("reads only the columns it takes, so that a text beside them does no harm", async () => {
    const text = "Date,A,Note\n2025-01-02,0.1,first\n"
    expect(await source(text, { column: "A" })).toMatchObject({ columns: { hrp: ["A", 0.1] } })
    expect(await source(text, { column: "Note" })).toMatchObject({ where: "f.csv:2:16 (Note)" })
  })

  it("may be Parquet, whose dates and numbers are typed, and no pickle", async () => {
    const bytes = seriesToParquet({ days: [20090], columns: [{ name: "x", values: [0.5] }] })
    expect(await source(bytes, { fileName: "f.parquet" })).toMatchObject({
      columns: { hrp: ["x", 0.5] },
      dates: "typed dates",
    })
    expect(await source(bytes, { fileName: "f.pkl" })).toMatchObject({ code: "file.pickle" })
  })

  it("keeps its value through every way of writing numbers", async () => {
    const cents = fc.integer({ min: -2_000_000_00, max: 2_000_000_00 }).map((n) => n * 10 + 5)
    await fc.assert(
      fc.asyncProperty(
        cents,
        fc.constantFrom("de", "en", "fr", "de-CH"),
        fc.boolean(),
        async (n, locale, group) => {
          const value = n / 1000
          // Four digits behind the separator can't be a group of three.
          const written = value.toLocaleString(locale, { minimumFractionDigits: 4, useGrouping: group })
          const read = await source(`Date;A\n2025-01-02;${written}\n`)
          expect(read).toMatchObject({ columns: { hrp: ["A", value] } })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe("anything at all", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "1.234",
      "1,5",
      "12%",
      "-",
      "2025-01-02",
      "13/01/2025",
      "01/13/2025",
      '"',
      "LONG",
      "-1e999",
    ),
    fc.string({ maxLength: 6 }),
  )
  const number = fc.constantFrom("1e308", "1e-300", "0.5", "-0.25", "1.5")
  const date = fc.integer({ min: 10, max: 28 }).map((day) => `2025-01-${day}`)
  const text = fc
    .tuple(
      fc.array(
        fc.tuple(fc.oneof({ weight: 9, arbitrary: date }, cell), cell, fc.oneof(number, number, cell)),
        { maxLength: 5 },
      ),
      fc.constantFrom(",", ";", "\t"),
    )
    .map(([rows, by]) => [["Date", "Symbol", "Weight"], ...rows].map((row) => row.join(by)).join("\n"))

  it("is read or refused with a place, and never thrown at", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), async (content, prices) => {
        const bytes = new TextEncoder().encode(content)
        const read = await readSource({ bytes, fileName: "f.csv", riskProfiles: ["hrp"], column: "Weight" })
        const held = readHoldings(bytes, "f.csv", { cash: 0 })
        const refusals = [read, held].flatMap((result) => (result.ok ? [] : result.problems))
        const made = (read.ok ? [...read.value.columns.values()] : []).map((column) =>
          dailyReturns(column, prices, "f.csv"),
        )
        refusals.push(...made.flatMap((result) => (result.ok ? [] : result.problems)))
        const values = made.flatMap((result) => (result.ok ? [...result.value.values] : []))
        expect(values.filter((value) => !Number.isFinite(value))).toEqual([])
        for (const { where } of refusals) expect(where).toContain("f.csv")
      }),
      { numRuns: 1000 },
    )
  })
})
