import type { Figure, RollingFigure } from "#shared/model/figure"
import type { PortfolioFigureSet } from "#shared/model/figure-set"
import { formatCount, formatPercent } from "#shared/quantity/format"
import { showFigure } from "#shared/report/show-figure"
import { heading, paragraph, table } from "./markdown-blocks"

/** Month ends of rolling figures that the markdown shows; the model holds them all. */
const SHOWN_MONTH_ENDS = 12

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Every figure with its factor, then the worst drawdowns, the returns by month and rolling figures. */
export function renderFigures({ figures, ...path }: PortfolioFigureSet): string {
  return [
    table(
      ["Figure", "Value", "Note"],
      figures.map((figure) => [figure.title, showFigure(figure), figure.note ?? ""]),
    ),
    renderPath(path),
  ].join("\n")
}

/** The worst drawdowns, the returns by month and the rolling figures of a portfolio. */
export function renderPath({
  drawdowns,
  months,
  rolling,
}: Pick<PortfolioFigureSet, "drawdowns" | "months" | "rolling">): string {
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
    heading(4, "Rolling figures"),
    renderRolling(rolling),
  ].join("\n")
}

/** One row per month end, the newest of them; every rolling figure has the same windows. */
function renderRolling(rolling: readonly RollingFigure[]): string {
  const { points, window } = rolling[0]!
  if (points.length === 0) return paragraph(`n/a (fewer rows than the ${window} of a half-year window)`)
  const shown = points.slice(-SHOWN_MONTH_ENDS)
  const omitted = points.length - shown.length
  return [
    ...(omitted === 0
      ? []
      : [
          paragraph(
            `The last ${shown.length} of ${points.length} months; the report's model holds them all.`,
          ),
        ]),
    table(
      ["Up to", ...rolling.map(({ title }) => title)],
      shown.map(({ day }, i) => [
        day,
        ...rolling.map((figure) => showFigure({ ...figure, ...figure.points[omitted + i]! })),
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
