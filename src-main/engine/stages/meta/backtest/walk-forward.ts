import type { BacktestWindow } from "#shared/model/backtest"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Target } from "#engine/backtest/simulate"
import type { WalkForwardWindow } from "#engine/backtest/windows"
import type { BacktestNode } from "./node-tree"
import { equalWeights, type SolvedWindow, solveWindow } from "./solve-window"

/** A window with the weights that its train rows gave. */
export interface WeighedWindow {
  readonly window: WalkForwardWindow
  readonly solved: SolvedWindow
  readonly source: BacktestWindow["source"]
  /** By column of the root's frame; null when the holdings of the window before are kept. */
  readonly weights: Float64Array | null
}

/**
 * Solves each window in turn. One without a solution keeps what is held, the first one takes equal weights.
 * Ends between two windows with `cancelled` when asked to.
 */
export async function weighWindows(
  root: BacktestNode,
  windows: readonly WalkForwardWindow[],
  signal: AbortSignal,
  onWindow: (done: number) => void,
): Promise<Result<readonly WeighedWindow[]>> {
  const { days, names } = root.frame
  const weighed: WeighedWindow[] = []
  for (const window of windows) {
    const train = { first: days[window.trainFrom]!, last: days[window.testFrom - 1]! }
    const solved = await solveWindow(root, train, signal)
    // A request to cancel arrives between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve))
    if (signal.aborted) return failed(cancelledAt(root, weighed.length, windows.length))
    const { weights, outcome } = solved.result
    const isFirst = weighed.length === 0
    weighed.push({
      window,
      solved,
      source:
        weights === null
          ? isFirst
            ? "equalWeight"
            : "held"
          : outcome.riskProfile === root.settings.risk_profile
            ? "solved"
            : "fallback",
      weights: weights ?? (isFirst ? equalWeights(names.length) : null),
    })
    onWindow(weighed.length)
  }
  return ok(weighed)
}

/** What each of the compared portfolios holds from when on, by atomic sleeve. */
export interface ComparedTargets {
  readonly walkForward: readonly Target[]
  readonly equalWeight: readonly Target[]
  readonly fixed: readonly Target[]
}

/**
 * The walk-forward against two baselines: equal weights over the root's sleeves at every rebalance, and the
 * first window's weights bought once and left to drift. Nested profiles are inside as their window solved them.
 */
export function comparedTargets(root: BacktestNode, weighed: readonly WeighedWindow[]): ComparedTargets {
  const equal = equalWeights(root.frame.names.length)
  const walkForward = weighed.map(({ window, solved, weights }) => ({
    row: window.testFrom,
    weights: weights === null ? null : solved.toLeaves(weights),
  }))
  return {
    walkForward,
    equalWeight: weighed.map(({ window, solved }) => ({
      row: window.testFrom,
      weights: solved.toLeaves(equal),
    })),
    fixed: walkForward.slice(0, 1),
  }
}

function cancelledAt(root: BacktestNode, done: number, all: number) {
  return problem("cancelled", {
    what: "The backtest was cancelled.",
    where: `meta.backtest of ${root.profile} / ${root.settings.risk_profile}`,
    seen: `a request to cancel after ${done} of ${all} windows`,
    remedy: "run it again, or resume it from here",
  })
}
