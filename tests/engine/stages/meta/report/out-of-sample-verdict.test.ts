import { describe, expect, it } from "vitest"
import type { OutOfSampleSection, RiskSection, SolvedSection } from "#shared/model/report"
import { problem } from "#shared/problem/problem"
import { outOfSampleReasons } from "#engine/stages/meta/report/out-of-sample-verdict"

const good = { count: 8, unsolved: 0, fallback: 0, proxied: 0, last: [] }

function tested(
  windows: Partial<OutOfSampleSection["windows"]> = {},
  lostOn: string | null = null,
  last = "2025-03-31",
) {
  return {
    kind: "tested",
    windows: { ...good, ...windows },
    walk_forward: { figures: { first: "2025-01-01", last }, lost_on: lostOn },
  } as unknown as OutOfSampleSection
}

const solved = (risk: string, outOfSample: SolvedSection["out_of_sample"]) =>
  ({ kind: "solved", risk_profile: risk, out_of_sample: outOfSample }) as SolvedSection

const untested = {
  kind: "untested",
  risk_profile: "hrp",
  problem: problem("backtest.tooFewRows", { what: "Too short.", where: "m", seen: "5 rows", remedy: "less" }),
} as const

const told = (...sections: RiskSection[]) =>
  outOfSampleReasons(sections).map(({ grade, code, where, note }) => `${grade} ${code} ${where}: ${note}`)

describe("what out-of-sample evidence does to the verdict", () => {
  it("is nothing when every window was solved and 90 calendar days were tested", () => {
    expect(told(solved("hrp", tested()))).toEqual([])
  })

  it("is a warning a calendar day below", () => {
    expect(told(solved("hrp", tested({}, null, "2025-03-30")))).toEqual([
      "WARN OUT_OF_SAMPLE_SHORT hrp: 89 calendar days out of sample are too few to annualise",
    ])
  })

  it("is a warning for windows without a solution, with a fallback, with a nested proxy, and for ruin", () => {
    expect(told(solved("hrp", tested({ unsolved: 1, fallback: 2, proxied: 3 }, "2025-02-02")))).toEqual([
      "WARN BACKTEST_UNSOLVED hrp: 1 of 8 windows had no solution",
      "WARN BACKTEST_FALLBACK hrp: 2 of 8 windows took the weights of a fallback profile",
      "WARN BACKTEST_PROXY hrp: in 3 of 8 windows a nested profile had no solution",
      "WARN TOTAL_LOSS hrp: out of sample all wealth was lost on 2025-02-02",
    ])
  })

  it("names the risk profiles that lack it beside one that has it, with the reason", () => {
    const only = "the weights were judged on the rows they were solved on only"
    expect(told(solved("hrp", tested()), solved("erc", null), solved("min_cvar", untested))).toEqual([
      `WARN NO_OUT_OF_SAMPLE erc: ${only}`,
      `WARN NO_OUT_OF_SAMPLE min_cvar: ${only}: Too short. (5 rows)`,
    ])
  })

  it("is one warning for all when there was no backtest, and none about risk profiles without weights", () => {
    const unsolved: RiskSection = { kind: "unsolved", risk_profile: "herc", problems: [] }
    expect(told(solved("hrp", null), solved("erc", null), unsolved)).toEqual([
      "WARN NO_OUT_OF_SAMPLE every risk profile: the weights were judged on the rows they were solved on only",
    ])
    expect(told(unsolved)).toEqual([])
  })
})
