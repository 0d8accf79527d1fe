import { useMemo, useState } from "react"
import type { SeriesMeasure } from "#shared/contract/engine/series-rows"
import type { SolvedSection } from "#shared/model/report"
import { Answered } from "../../../parts/answered"
import { type DayRange, LineChart } from "../../../parts/chart/line-chart"
import { readLines } from "../../../parts/chart/series"
import { readFigure } from "../../../parts/read-figure"
import { useAnswer } from "../../../store/use-desk"
import { useReport } from "../report-context"

const charts: readonly {
  readonly measure: SeriesMeasure
  readonly title: string
  readonly base: number | null
  readonly unit: "percent" | "ratio"
}[] = [
  { measure: "cumulative", title: "Cumulative return", base: null, unit: "percent" },
  { measure: "underwater", title: "Below the last peak", base: 0, unit: "percent" },
  { measure: "rolling_sharpe", title: "Rolling Sharpe", base: null, unit: "ratio" },
  { measure: "rolling_volatility", title: "Rolling volatility", base: null, unit: "percent" },
]

/** Portfolio, sleeves and benchmark over time; a range chosen in one chart is that of all. */
export function ChartsSection({ section }: { readonly section: SolvedSection }) {
  const [range, setRange] = useState<DayRange | null>(null)
  return charts.map((chart) => (
    <SeriesChart
      key={chart.measure}
      {...chart}
      risk={section.risk_profile}
      range={range}
      onRange={setRange}
    />
  ))
}

function SeriesChart({
  measure,
  title,
  base,
  unit,
  risk,
  range,
  onRange,
}: (typeof charts)[number] & {
  readonly risk: string
  readonly range: DayRange | null
  readonly onRange: (range: DayRange | null) => void
}) {
  const { root, runId } = useReport()
  const input = { root, runId, riskProfile: risk, metaProfile: null, measure, points: 1600 }
  const answer = useAnswer("series.chart", input, ["runs"])
  const lines = useMemo(() => (answer.state === "ready" ? readLines(answer.value) : null), [answer])
  return (
    <Answered answer={answer} what={title}>
      {(series) =>
        lines !== null && (
          <LineChart
            title={series.window === null ? title : `${title}, ${series.window} rows`}
            lines={lines}
            base={base}
            read={(value) => readFigure(value, unit)}
            range={range}
            onRange={onRange}
          />
        )
      }
    </Answered>
  )
}
