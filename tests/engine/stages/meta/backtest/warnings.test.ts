import { describe, expect, it } from "vitest"
import type { BacktestWindow, NestedWindow, TestedProfile } from "#shared/model/backtest"
import { windowWarnings } from "#engine/stages/meta/backtest/warnings"
import { problem } from "#shared/problem/problem"

const why = problem("optimize.infeasible", { what: "No.", where: "here", seen: "nothing", remedy: "none" })

/** Windows tested from the 1st, 2nd, ... of January on. */
function section(...windows: Partial<BacktestWindow>[]): TestedProfile {
  const full = windows.map((window, i) => ({
    source: "solved",
    problem: null,
    nested: [],
    test: { first: `2025-01-0${i + 1}`, last: "", rows: 1 },
    ...window,
  }))
  return { kind: "tested", risk_profile: "hrp", windows: full } as unknown as TestedProfile
}

const proxy = { source: "proxyEqualWeight", problem: why } as NestedWindow

describe("the warnings of a backtest", () => {
  it("are none when every window was solved as asked", () => {
    expect(windowWarnings("m", section({}, {}))).toEqual([])
  })

  it("tell windows without a solution from fallbacks and from nested proxies", () => {
    const told = windowWarnings(
      "m",
      section(
        {},
        { source: "held", problem: why },
        { source: "fallback" },
        { nested: [proxy] },
        { nested: [proxy] },
      ),
    )
    expect(told.map(({ code, note }) => `${code}: ${note}`)).toEqual([
      "backtest.unsolved: 1 of 5 windows had no solution; the first is tested from 2025-01-02 on",
      "backtest.fallback: 1 of 5 windows took the weights of a fallback profile; the first is tested from 2025-01-03 on",
      "backtest.proxy: 2 of 5 windows held equal weights in the place of a nested profile; the first is tested from 2025-01-04 on",
    ])
    expect(told.every(({ node, risk }) => node === "m" && risk === "hrp")).toBe(true)
  })
})
