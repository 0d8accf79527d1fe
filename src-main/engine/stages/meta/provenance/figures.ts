import { backtestFigures } from "./backtest-figures"
import type { FoundFigures } from "./explainable"
import { holdingFigures } from "./holding-figures"
import { reportFigures } from "./report-figures"
import { sleeveFigures } from "./sleeve-figures"
import type { ProvenanceSource } from "./source"
import { weightFigures } from "./weight-figures"

/** Everything that can be explained of a run, out of sample first. */
export function figuresOf(run: ProvenanceSource): FoundFigures {
  const found = [
    backtestFigures(run),
    reportFigures(run),
    weightFigures(run),
    holdingFigures(run),
    sleeveFigures(run),
  ]
  return {
    figures: found.flatMap(({ figures }) => figures),
    problems: found.flatMap(({ problems }) => problems),
  }
}
