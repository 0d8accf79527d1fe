import { describe, expect, it } from "vitest"
import { healthRows, stripInWords } from "#renderer/screens/health/health-tree"
import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"

const row = (metaProfile: string, sleeve: string, profile?: string): SleeveHealthRow => ({
  metaProfile,
  riskProfile: "hrp",
  sleeve,
  kind: profile === undefined ? "atomic" : "meta",
  profile: profile ?? sleeve,
  runId: null,
  status: "included",
  reason: null,
  note: "",
  decidedBy: "none",
  verdict: null,
  success: null,
  expected: null,
  ratio: null,
  threshold: null,
  strip: "",
  ledger: null,
  alignment: null,
  stream: null,
  weight: null,
  anomalies: [],
  signFindings: [],
  run: null,
})

describe("The sleeves of a run", () => {
  it("stand below the sleeve that is their profile", () => {
    const rows = healthRows([row("root", "a"), row("root", "b", "inner"), row("inner", "c")])
    expect(rows.map(({ key, level, children }) => [key, level, children.map((child) => child.key)])).toEqual([
      ["root/a", 0, []],
      ["root/b", 0, ["inner/c"]],
    ])
  })

  it("are none for a run that decided about none", () => {
    expect(healthRows([])).toEqual([])
  })
})

describe("A strip of windows", () => {
  it.each([
    ["ooofbm", "3 succeeded, 1 failed, 1 fell back, 1 missing"],
    ["oo", "2 succeeded"],
    ["", "no windows"],
  ])("%j is %s", (strip, words) => {
    expect(stripInWords(strip)).toBe(words)
  })
})
