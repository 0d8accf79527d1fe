import type { BacktestSection } from "#shared/model/backtest"
import type { StageWarning } from "../../stage"

/** What makes a run with a backtest succeed with warnings: no window at all, or windows without a solution. */
export function windowWarnings(metaProfile: string, section: BacktestSection): readonly StageWarning[] {
  const about = { node: metaProfile, risk: section.risk_profile }
  if (section.kind === "untested") {
    const { what, seen } = section.problem
    return [{ ...about, code: "backtest.untested", note: `${what} Seen: ${seen}.` }]
  }
  const unsolved = section.windows.filter(({ problem }) => problem !== null)
  const [first] = unsolved
  if (first === undefined || first.problem === null) return []
  return [
    {
      ...about,
      code: "backtest.windows",
      note: `${unsolved.length} of ${section.windows.length} windows had no solution; the first is tested from ${first.test.first} on: ${first.problem.what}`,
    },
  ]
}
