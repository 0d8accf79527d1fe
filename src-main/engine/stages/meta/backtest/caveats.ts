import type { BacktestLengths } from "#shared/model/backtest"
import type { BacktestNode } from "./node-tree"
import type { WeighedWindow } from "./walk-forward"

/** How the figures of a backtest come to be, in sentences. */
export function rulesOf({
  train_window,
  test_window,
  step_size,
  slippage,
  commission,
}: BacktestLengths): readonly string[] {
  return [
    `Weights are solved on ${train_window} rows of the joined returns, under the profile's own settings and bounds, and held over the rows that follow; every ${step_size} rows they are solved anew, as long as a test of ${test_window} rows fits.`,
    "Nested profiles are solved on the same train days, each under its own settings, so that no weight at any level has seen a row that it is tested on.",
    `Holdings drift with their returns between rebalances. A rebalance trades sum |target - drifted weight| over the atomic sleeves and costs ${basisPoints(slippage + commission)} bp of it (slippage ${basisPoints(slippage)}, commission ${basisPoints(commission)}); the first purchase trades 100 %.`,
    "A window without a solution keeps what is held; the first one takes equal weights.",
  ]
}

/** What a reader must know before believing the figures of a risk profile. */
export function caveatsOf(root: BacktestNode, weighed: readonly WeighedWindow[]): readonly string[] {
  const unsolved = weighed.filter(({ source }) => source === "held" || source === "equalWeight").length
  const fallbacks = weighed.filter(({ source }) => source === "fallback").length
  const proxies = weighed.filter(({ solved }) =>
    solved.nested.some((one) => one.source === "proxyEqualWeight"),
  )
  const vetoed = vetoedBelow(root)
  return [
    "The sleeves' own streams are taken as their runs wrote them: whether those are out of sample themselves is not judged here.",
    `The sleeves are those that this run included; their health was judged on the whole of their runs, also on windows after the rows tested here${vetoed.length === 0 ? "" : ` (${vetoed.join(", ")} stayed out)`}.`,
    ...(unsolved === 0 ? [] : [`${unsolved} of ${weighed.length} windows had no solution.`]),
    ...(fallbacks === 0
      ? []
      : [`${fallbacks} of ${weighed.length} windows took the weights of a fallback profile.`]),
    ...(proxies.length === 0
      ? []
      : [
          `In ${proxies.length} of ${weighed.length} windows a nested profile had no solution and held equal weights.`,
        ]),
  ]
}

function vetoedBelow(node: BacktestNode): readonly string[] {
  return [
    ...node.vetoed.map((id) => `${node.path}/${id}`),
    ...[...node.children.values()].flatMap(vetoedBelow),
  ]
}

/** 0.0006 -> 6; without the last digits that binary fractions add. */
function basisPoints(rate: number): number {
  return Number((rate * 10_000).toPrecision(12))
}
