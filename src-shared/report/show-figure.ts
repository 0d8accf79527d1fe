import type { Figure } from "#shared/model/figure"
import { assertNever } from "#shared/problem/ensure"
import { formatCount, formatPercent, formatRatio } from "#shared/quantity/format"

/** A figure with its annualisation factor, or why there is none: the same text in every rendering. */
export function showFigure(figure: Pick<Figure, "value" | "why" | "factor" | "unit">): string {
  if (figure.value === null) return `n/a (${figure.why})`
  const factor = figure.factor === null ? "" : ` (x ${figure.factor})`
  return `${showValue(figure.value, figure.unit)}${factor}`
}

/** A number of a unit. */
export function showValue(value: number, unit: Figure["unit"]): string {
  switch (unit) {
    case "fraction":
      return formatPercent(value)
    case "ratio":
      return formatRatio(value)
    case "count":
      return formatCount(value)
    default:
      return assertNever(unit)
  }
}
