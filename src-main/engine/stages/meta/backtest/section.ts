import type {
  BacktestedPortfolio,
  BacktestLengths,
  BacktestWindow,
  DayRange,
  TestedProfile,
} from "#shared/model/backtest"
import { isoDay } from "#shared/quantity/day"
import { simulate, type Simulated, type Target, type Trade } from "#engine/backtest/simulate"
import { tradingFigures } from "#engine/backtest/trading-figures"
import { PreparedSeries } from "#engine/measures/prepared-series"
import { figureSet, pathTables } from "../figure-set"
import { caveatsOf } from "./caveats"
import { type BacktestNode, leafCounts, leafFrame } from "./node-tree"
import { comparedTargets, type WeighedWindow } from "./walk-forward"

/** A tested risk profile with the tables that lie beside it as Parquet. */
export interface TestedTables {
  readonly section: TestedProfile
  readonly days: Int32Array
  /** Daily returns of the compared portfolios. */
  readonly returns: readonly { readonly name: string; readonly values: Float64Array }[]
  /** Weights of the root's sleeves at the start of each day, after its rebalance. */
  readonly weights: readonly { readonly name: string; readonly values: Float64Array }[]
}

/** Simulates weighed windows and their baselines and measures what came of them. */
export function testedSection(
  root: BacktestNode,
  weighed: readonly WeighedWindow[],
  lengths: BacktestLengths,
  riskFreeRate: number,
): TestedTables {
  const leaves = leafFrame(root)
  const from = weighed[0]!.window.testFrom
  const to = weighed.at(-1)!.window.heldTo
  const days = root.frame.days.slice(from, to)
  const rate = lengths.slippage + lengths.commission
  const run = (targets: readonly Target[]): Simulated => simulate(leaves, targets, to, rate)
  const targets = comparedTargets(root, weighed)
  const walkForward = run(targets.walkForward)
  const equalWeight = run(targets.equalWeight)
  const fixed = run(targets.fixed)

  const portfolio = (
    about: Pick<BacktestedPortfolio, "key" | "title" | "rule">,
    { net, trades, lostAt }: Simulated,
  ): BacktestedPortfolio => {
    const title = `${root.profile}, ${root.settings.risk_profile}: out of sample, ${about.title.toLowerCase()}, after costs`
    const figures = figureSet(title, days, net, riskFreeRate, root.settings.periods_per_year)
    return {
      ...about,
      figures,
      trading: tradingFigures({ days, periodsPerYear: figures.periods_per_year, trades }),
      lost_on: lostAt === null ? null : isoDay(root.frame.days[lostAt]!),
    }
  }
  const walked = portfolio(
    { key: "walk_forward", title: "Walk-forward", rule: "solved anew on the train rows of each window" },
    walkForward,
  )
  const all = root.frame.days.length
  return {
    section: {
      kind: "tested",
      risk_profile: root.settings.risk_profile,
      rows: { all, before: from, tested: days.length, after: all - to },
      caveats: caveatsOf(root, weighed),
      walk_forward: {
        ...walked,
        figures: {
          ...walked.figures,
          ...pathTables(
            new PreparedSeries({
              days,
              returns: walkForward.net,
              periodsPerYear: walked.figures.periods_per_year,
              riskFreeRate,
            }),
          ),
        },
      },
      baselines: [
        portfolio(
          { key: "equal_weight", title: "Equal weight", rule: "1/n over the sleeves at each rebalance" },
          equalWeight,
        ),
        portfolio(
          {
            key: "static",
            title: "Static",
            rule: "the first window's weights, bought once and left to drift",
          },
          fixed,
        ),
      ],
      windows: weighed.map((one, i) => windowOf(root, one, i, walkForward.trades[i]!, walkForward.net, from)),
    },
    days,
    returns: [
      { name: "walk_forward", values: walkForward.net },
      { name: "walk_forward_before_costs", values: walkForward.gross },
      { name: "equal_weight", values: equalWeight.net },
      { name: "static", values: fixed.net },
    ],
    weights: sleeveWeights(root, walkForward.held, days.length),
  }
}

function windowOf(
  root: BacktestNode,
  { window, solved, source, weights }: WeighedWindow,
  index: number,
  trade: Trade,
  net: Float64Array,
  from: number,
): BacktestWindow {
  const { days, names } = root.frame
  const { outcome, problems } = solved.result
  let wealth = 1
  for (let row = window.testFrom; row < window.heldTo; row++) wealth *= 1 + net[row - from]!
  return {
    index,
    train: dayRange(days, window.trainFrom, window.testFrom),
    test: dayRange(days, window.testFrom, window.testTo),
    held: dayRange(days, window.testFrom, window.heldTo),
    source,
    outcome: {
      kind: outcome.kind,
      riskProfile: outcome.riskProfile,
      solver: outcome.solver,
      certificate: outcome.certificate,
      bounds: outcome.bounds,
    },
    problem: solved.result.weights === null ? (problems[0] ?? null) : null,
    weights: weights === null ? null : Object.fromEntries(names.map((name, i) => [name, weights[i]!])),
    nested: solved.nested,
    turnover: trade.turnover,
    cost: trade.cost,
    return: wealth - 1,
  }
}

function dayRange(days: Int32Array, from: number, to: number): DayRange {
  return { first: isoDay(days[from]!), last: isoDay(days[to - 1]!), rows: to - from }
}

/** Weights of atomic sleeves, rows x leaves, added up to the sleeves of the root they lie below. */
function sleeveWeights(root: BacktestNode, held: Float64Array, rows: number): TestedTables["weights"] {
  const counts = leafCounts(root)
  let leaf = 0
  return root.frame.names.map((name, i) => {
    const values = new Float64Array(rows)
    for (const end = leaf + counts[i]!; leaf < end; leaf++) {
      for (let t = 0; t < rows; t++) values[t] = values[t]! + held[leaf * rows + t]!
    }
    return { name, values }
  })
}
