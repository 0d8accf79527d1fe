import type { BesideValue } from "#shared/model/explanation"
import type { Figure } from "#shared/model/figure"
import type { HoldingPath } from "#shared/model/holding"
import { showValue } from "./show-figure"

/** A figure of a run with where it stands and what it was made from; nothing is walked back yet. */
export interface Explainable {
  readonly address: string
  readonly figure: Omit<Figure, "key">
  /** Why the factor is what it is; null when the figure has none. */
  readonly factorReason: string | null
  /** The file that holds it, by its place among the files of a provenance, and where in it. */
  readonly file: number
  readonly jsonPath: string
  /** What it was computed from; undefined when it is what its whole file was made from. */
  readonly madeFrom?: readonly number[]
  /** The meta profile it is of, and the names of that profile's settings it is computed with. */
  readonly metaProfile: string
  readonly settings: readonly string[]
  /** The sleeve whose decisions belong to it; null when none do. */
  readonly decidedFor: string | null
  readonly paths: readonly HoldingPath[]
  readonly beside: readonly Beside[]
}

/** A value that stands beside a figure. */
export interface Beside extends Pick<BesideValue, "name" | "value"> {
  readonly unit: Figure["unit"]
}

/** As an explanation tells it. */
export function showBeside({ name, value, unit }: Beside): BesideValue {
  return { name, value, shown: showValue(value, unit) }
}

/** The settings of a tear sheet's figure: those of its formula, and the factor's when it is annualised. */
export function settingsOfSeriesFigure(
  ofFormula: readonly string[],
  { factor }: Pick<Figure, "factor">,
): readonly string[] {
  return factor === null ? ofFormula : [...ofFormula, "periods_per_year"]
}

/** A figure of a series as it is explained: with the series in its title. */
export function seriesFigure(figure: Figure, suffix: string): Omit<Figure, "key"> {
  const { key: _key, ...told } = figure
  return { ...told, title: `${figure.title}, ${suffix}` }
}
