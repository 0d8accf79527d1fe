import { describe, expect, it } from "vitest"
import type { Figure } from "#shared/model/figure"
import type { MetaReport, SolvedSection } from "#shared/model/report"
import { readReport, storedReport } from "#shared/report/definitions"
import { valueAt } from "#shared/report/value-at"

const sharpe: Figure = {
  key: "sharpe",
  title: "Sharpe",
  value: 1.5,
  why: null,
  note: null,
  unit: "ratio",
  definition: "mean over spread",
  undefinedWhen: "zero variance",
  factor: 252,
}

/** A report with one figure in sample and one of a sleeve; the rest of it is left out. */
function reportOf(inSample: Figure, ofSleeve: Figure): MetaReport {
  const section = {
    kind: "solved",
    risk_profile: "hrp",
    in_sample: { title: "in sample", figures: [inSample] },
    out_of_sample: null,
    nodes: [{ meta_profile: "m", sleeves: [{ title: "a", figures: [ofSleeve] }] }],
  } as unknown as SolvedSection
  return { schema: 1, risk_profiles: [section] } as unknown as MetaReport
}

describe("a report as it is kept", () => {
  it("has the definition of a figure once, and is the same report when it is read", () => {
    const undefinedOne: Figure = { ...sharpe, value: null, why: "zero variance", factor: null }
    const report = reportOf(sharpe, undefinedOne)
    const stored = storedReport(report)
    expect(stored.definitions).toEqual({
      sharpe: {
        title: "Sharpe",
        unit: "ratio",
        definition: "mean over spread",
        undefinedWhen: "zero variance",
      },
    })
    expect(valueAt(stored, "$.risk_profiles[0].in_sample.figures[0]")).toEqual({
      key: "sharpe",
      value: 1.5,
      factor: 252,
    })
    expect(valueAt(stored, "$.risk_profiles[0].nodes[0].sleeves[0].figures[0]")).toEqual({
      key: "sharpe",
      value: null,
      why: "zero variance",
    })
    expect(readReport(stored)).toEqual(report)
  })

  it("keeps a figure whole that means something else under the same key", () => {
    const other = { ...sharpe, definition: "another one" }
    const stored = storedReport(reportOf(sharpe, other))
    expect(valueAt(stored, "$.risk_profiles[0].nodes[0].sleeves[0].figures[0]")).toEqual(other)
    expect(readReport(stored)).toEqual(reportOf(sharpe, other))
  })
})

describe("a report of an earlier version", () => {
  it("is read as it is: its figures are whole", () => {
    const report = reportOf(sharpe, sharpe)
    expect(readReport(report)).toEqual(report)
  })
})

describe("a JSON path", () => {
  it("leads to what stands there, and to nothing where nothing does", () => {
    const json = { a_b: [{ c: 1 }, null] }
    expect(valueAt(json, "$.a_b[0].c")).toBe(1)
    expect(valueAt(json, "$.a_b[1].c")).toBeUndefined()
    expect(valueAt(json, "$.x.y")).toBeUndefined()
    expect(valueAt(json, "$")).toBe(json)
  })
})
