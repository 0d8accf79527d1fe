import type { Figure } from "#shared/model/figure"
import type { PortfolioFigureSet } from "#shared/model/figure-set"
import { assertNever } from "#shared/problem/ensure"
import { formatCount, formatPercent, formatRatio } from "#shared/quantity/format"
import { heading, table } from "./markdown-blocks"

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Every figure with its factor, then the worst drawdowns and the returns by month. */
export function renderFigures({ figures, drawdowns, months }: PortfolioFigureSet): string {
  return [
    table(
      ["Figure", "Value", "Note"],
      figures.map((figure) => [figure.title, showFigure(figure), figure.note ?? ""]),
    ),
    renderPath({ drawdowns, months }),
  ].join("\n")
}

/** The worst drawdowns and the returns by month of a portfolio. */
export function renderPath({ drawdowns, months }: Pick<PortfolioFigureSet, "drawdowns" | "months">): string {
  return [
    ...(drawdowns.length === 0 ? [] : [heading(4, "Worst drawdowns"), renderDrawdowns(drawdowns)]),
    heading(4, "Returns by month"),
    table(
      ["Year", ...monthNames, "Year's return"],
      months.map(({ year, months: row, total }) => [
        String(year),
        ...[...row, total].map((value) => (value === null ? "" : formatPercent(value))),
      ]),
    ),
  ].join("\n")
}

function renderDrawdowns(drawdowns: PortfolioFigureSet["drawdowns"]): string {
  return table(
    ["Depth", "Peak", "Trough", "Recovery", "Calendar days"],
    drawdowns.map(({ depth, peak, trough, recovery, days }) => [
      formatPercent(depth),
      peak ?? "start",
      trough,
      recovery ?? "open",
      formatCount(days),
    ]),
  )
}

/** What each figure means and when it has no value. */
export function renderDefinitions(figures: readonly Figure[]): string {
  return [
    heading(2, "Definitions"),
    table(
      ["Figure", "Definition", "Undefined when"],
      figures.map((figure) => [figure.title, figure.definition, figure.undefinedWhen]),
    ),
  ].join("\n")
}

/** A figure with its annualisation factor, or why there is none. */
export function showFigure(figure: Figure): string {
  if (figure.value === null) return `n/a (${figure.why})`
  const factor = figure.factor === null ? "" : ` (x ${figure.factor})`
  switch (figure.unit) {
    case "fraction":
      return `${formatPercent(figure.value)}${factor}`
    case "ratio":
      return `${formatRatio(figure.value)}${factor}`
    case "count":
      return formatCount(figure.value)
    default:
      return assertNever(figure.unit)
  }
}
