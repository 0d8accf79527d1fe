import type { Figure } from "#shared/model/figure"
import type { Benchmark, Pair } from "./benchmark"
import { pairWith } from "./benchmark"
import { type Described, type Evaluated, FEWER_THAN_TWO, figure, type Undefined } from "./measure"
import type { MeasuredSeries } from "./prepared-series"

/** A figure of a return series against a benchmark. */
export interface RelativeMeasure extends Described {
  /** The value on at least two common days, or why there is none. */
  of(pair: Pair): Evaluated
}

/** Evaluates measures of a series against a benchmark, or tells of each why there is no benchmark. */
export function relativeFiguresOf(
  measures: readonly RelativeMeasure[],
  series: MeasuredSeries,
  benchmark: Benchmark | Undefined,
): readonly Figure[] {
  if ("why" in benchmark) return measures.map((measure) => figure(measure, series, () => benchmark))
  const pair = pairWith(series, benchmark)
  return measures.map((measure) => figure(measure, pair, () => evaluate(measure, pair)))
}

function evaluate(measure: RelativeMeasure, pair: Pair): Evaluated {
  if (pair.days.length < 2) return FEWER_THAN_TWO
  const evaluated = measure.of(pair)
  const note = `against ${pair.benchmarkName}, ${pair.days.length} common days`
  return typeof evaluated === "number" ? { value: evaluated, note } : evaluated
}
