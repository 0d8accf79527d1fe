import type { ChartSeries, SeriesMeasure } from "#shared/contract/engine/series-rows"
import { ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import { type ArrowColumn, arrowStream } from "../arrow-page"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"
import { openRun } from "../opened"
import { KeptRun } from "../runs/kept-run"
import { type LineReturns, lineReturns } from "./chart-lines"
import { definitionOf, isRolling, type MeasureSettings, pathOf, rollingAt, windowOf } from "./chart-measures"
import { extremeRows, spacedRows } from "./thinned-rows"

/** What is to be drawn. */
export interface ChartRequest {
  readonly root: string
  readonly runId: string
  readonly riskProfile: string
  readonly metaProfile: string | null
  readonly measure: SeriesMeasure
  readonly points: number
}

/** A chart of a node of a run. Fails as `openRun`, `KeptRun.node` and `lineReturns`. */
export async function chartSeries(request: ChartRequest): Promise<Result<ChartSeries>> {
  const { measure, points } = request
  const found = openRun(request.root, request.runId)
  if (!found.ok) return found
  const risks = askedRiskProfiles([request.riskProfile], "risk profile")
  if (!risks.ok) return risks
  const run = KeptRun.open(found.value.path)
  if (!run.ok) return run
  const node = run.value.node(request.metaProfile)
  if (!node.ok) return node
  const lines = await lineReturns(run.value, node.value, risks.value[0]!)
  if (!lines.ok) return lines
  const { risk_free_rate: riskFreeRate, periods_per_year: periodsPerYear } = node.value.settings.allocation
  const settings = { riskFreeRate, periodsPerYear }
  const { days } = lines.value[0]!
  const drawn = isRolling(measure) ? lines.value.filter(({ isMain }) => isMain) : lines.value
  const { rows, columns } = isRolling(measure)
    ? rollingColumns(measure, drawn, days, points, settings)
    : pathColumns(measure, drawn, days, points)
  return ok({
    measure,
    lines: drawn.map(({ key, title, inSample }) => ({ key, title, inSample })),
    bytes: await arrowStream([
      { name: "day", kind: "whole", values: rows.map((row) => days[row]!) },
      ...columns,
    ]),
    days: days.length,
    points: rows.length,
    first: isoDay(days[0]!),
    last: isoDay(days[days.length - 1]!),
    window: isRolling(measure) ? windowOf(drawn[0]!, settings) : null,
    definition: definitionOf(measure),
  })
}

interface Columns {
  readonly rows: readonly number[]
  readonly columns: readonly ArrowColumn[]
}

function pathColumns(
  measure: SeriesMeasure,
  lines: readonly LineReturns[],
  days: Int32Array,
  points: number,
): Columns {
  const paths = lines.map((line) => onDays(pathOf(measure, line), line.days, days))
  const main = paths.filter((_, i) => lines[i]!.isMain)
  const rows = extremeRows(main, days.length, points)
  return {
    rows,
    columns: lines.map(({ key }, i) => ({
      name: key,
      kind: "number",
      values: rows.map((row) => finite(paths[i]![row]!)),
    })),
  }
}

function rollingColumns(
  measure: SeriesMeasure,
  lines: readonly LineReturns[],
  days: Int32Array,
  points: number,
  settings: MeasureSettings,
): Columns {
  const rows = spacedRows(days.length, points)
  return {
    rows,
    columns: lines.map((line) => {
      const rowOf = new Map(Array.from(line.days, (day, row) => [day, row]))
      const own = rows.map((row) => rowOf.get(days[row]!) ?? -1)
      return { name: line.key, kind: "number", values: rollingAt(measure, line, own, settings) }
    }),
  }
}

/** A path on the days of the chart, NaN on days that it does not have. */
function onDays(path: Float64Array, own: Int32Array, days: Int32Array): Float64Array {
  if (own === days) return path
  const valueOf = new Map(Array.from(own, (day, row) => [day, path[row]!]))
  return Float64Array.from(days, (day) => valueOf.get(day) ?? Number.NaN)
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
