import { backtestStage } from "./meta/backtest/stage"
import { flattenStage } from "./meta/flatten/stage"
import { optimizeStage } from "./meta/optimize/stage"
import { reportStage } from "./meta/report/stage"
import { returnsStage } from "./meta/returns/stage"
import type { Stage } from "./stage"

/** Every stage of the product, in the order of its pipeline. Nothing registers itself by being imported. */
export const stages: readonly Stage[] = [
  returnsStage,
  optimizeStage,
  flattenStage,
  backtestStage,
  reportStage,
]
