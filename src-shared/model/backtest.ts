import type { OptimizeOutcome } from "./optimize"
import type { Figure } from "./figure"
import type { FigureSet, PortfolioFigureSet } from "./figure-set"
import type { RiskProfile } from "./risk-profile"
import type { Problem } from "#shared/problem/problem"

/** `meta_backtest_<meta>.json`: the walk-forward of a meta profile, per risk profile. */
export interface MetaBacktest {
  readonly schema: 1
  readonly meta_profile: string
  readonly settings: BacktestLengths
  /** How the figures came to be, in sentences for a reader. */
  readonly rules: readonly string[]
  readonly risk_profiles: readonly BacktestSection[]
}

/** Rows of the joined returns, and rates as fractions of the traded value. */
export interface BacktestLengths {
  readonly train_window: number
  readonly test_window: number
  readonly step_size: number
  readonly slippage: number
  readonly commission: number
}

export type BacktestSection = TestedProfile | UntestedProfile

/** A risk profile that could not be tested, with why. */
export interface UntestedProfile {
  readonly kind: "untested"
  readonly risk_profile: RiskProfile
  readonly problem: Problem
}

export interface TestedProfile {
  readonly kind: "tested"
  readonly risk_profile: RiskProfile
  /** Rows of the joined returns, and how many of them lie before and after the tested ones. */
  readonly rows: {
    readonly all: number
    readonly before: number
    readonly tested: number
    readonly after: number
  }
  /** What a reader must know before believing the figures. */
  readonly caveats: readonly string[]
  readonly walk_forward: BacktestedPortfolio & { readonly figures: PortfolioFigureSet }
  /** What it is compared with: other weights over the same rows, at the same costs. */
  readonly baselines: readonly BacktestedPortfolio[]
  readonly windows: readonly BacktestWindow[]
}

/** One way of choosing weights, judged on the out-of-sample rows. */
export interface BacktestedPortfolio {
  readonly key: "walk_forward" | "equal_weight" | "static"
  readonly title: string
  readonly rule: string
  /** The tear sheet after costs. */
  readonly figures: FigureSet
  /** Turnover and costs. */
  readonly trading: readonly Figure[]
  /** The day on which all wealth was lost; null otherwise. */
  readonly lost_on: string | null
}

/** One window: what was solved on its train rows, and how its weights fared until the next. */
export interface BacktestWindow {
  readonly index: number
  readonly train: DayRange
  readonly test: DayRange
  /** The part of the test until the next window takes over. */
  readonly held: DayRange
  /**
   * Where its weights come from: its own risk profile, the configured fallback, the holdings of the window
   * before (nothing traded), or equal weights because nothing was held yet.
   */
  readonly source: "solved" | "fallback" | "held" | "equalWeight"
  readonly outcome: Pick<OptimizeOutcome, "kind" | "riskProfile" | "solver" | "certificate" | "bounds">
  /** Why it was not solved; null when it was. */
  readonly problem: Problem | null
  /** Target by sleeve; null when nothing was traded. */
  readonly weights: Readonly<Record<string, number>> | null
  /** Nested meta profiles by their path, solved on the same train days. */
  readonly nested: readonly NestedWindow[]
  /** sum |target - drifted weight| over atomic sleeves, as a fraction of wealth. */
  readonly turnover: number
  readonly cost: number
  /** Compounded over the held rows, after costs. */
  readonly return: number
}

export interface NestedWindow {
  /** The root's name and the ids of the sleeves that lead to it: `root/branch`. */
  readonly path: string
  /** Rows it was solved on: those of its own calendar between the first and last train day. */
  readonly rows: number
  /** Equal weights stand in for a nested profile that could not be solved, as in a run. */
  readonly source: "solved" | "fallback" | "proxyEqualWeight"
  readonly problem: Problem | null
  readonly weights: Readonly<Record<string, number>>
}

export interface DayRange {
  readonly first: string
  readonly last: string
  readonly rows: number
}
