import type { BacktestSection } from "#shared/model/backtest"
import type { StageWarning } from "../../stage"

/**
 * What makes a run with a backtest succeed with warnings: no window at all, windows without a solution of the
 * profile's own, or with equal weights in the place of a nested profile.
 */
export function windowWarnings(metaProfile: string, section: BacktestSection): readonly StageWarning[] {
  const about = { node: metaProfile, risk: section.risk_profile }
  if (section.kind === "untested") {
    const { what, seen } = section.problem
    return [{ ...about, code: "backtest.untested", note: `${what} Seen: ${seen}.` }]
  }
  const { windows } = section
  const warnings: StageWarning[] = []
  const warn = (code: string, found: typeof windows, what: string): void => {
    const [first] = found
    if (first === undefined) return
    const note = `${found.length} of ${windows.length} windows ${what}; the first is tested from ${first.test.first} on`
    warnings.push({ ...about, code, note })
  }
  warn(
    "backtest.unsolved",
    windows.filter(({ problem }) => problem !== null),
    "had no solution",
  )
  warn(
    "backtest.fallback",
    windows.filter(({ source }) => source === "fallback"),
    "took the weights of a fallback profile",
  )
  warn(
    "backtest.proxy",
    windows.filter(({ nested }) => nested.some(({ source }) => source === "proxyEqualWeight")),
    "held equal weights in the place of a nested profile",
  )
  return warnings
}
