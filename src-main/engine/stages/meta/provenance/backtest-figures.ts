import type { BacktestedPortfolio, MetaBacktest } from "#shared/model/backtest"
import type { Figure } from "#shared/model/figure"
import type { MetaReport } from "#shared/model/report"
import { type FoundFigure, type FoundFigures, type Series } from "./explainable"
import { nodesBelow } from "./file-table"
import { figuresOfSeries } from "./series-figures"
import { backtestSettings } from "./settings"
import type { ProvenanceSource } from "./source"

/** The figures out of sample: of the walk-forward, and of each baseline behind its key. */
export function backtestFigures(run: ProvenanceSource): FoundFigures {
  const root = run.root.profile
  const backtest = run.json<MetaBacktest>("meta_backtest", root, null)
  if (!backtest.ok) return { figures: [], problems: backtest.problems }
  if (backtest.value === undefined) return { figures: [], problems: [] }
  const report = run.json<MetaReport>("meta_report", root, null)
  const sections = report.ok ? (report.value?.json.risk_profiles ?? []) : []
  const { entry, json } = backtest.value
  const figures = json.risk_profiles.flatMap((section, i) => {
    if (section.kind === "untested") return []
    const risk = section.risk_profile
    const madeFrom = nodesBelow(run, run.root, risk).flatMap(
      ({ profile }) => run.find("meta_returns", profile, risk) ?? [],
    )
    const inReport = `$.risk_profiles[${sections.findIndex((one) => one.risk_profile === risk)}].out_of_sample`
    const inFile = `$.risk_profiles[${i}]`
    const ofPortfolio = (portfolio: BacktestedPortfolio, at: string, address: string): FoundFigure[] => {
      const of = (figures_: readonly Figure[], place: string): readonly FoundFigure[] => {
        const series: Series = {
          set: `${inReport}${at}.${place}`,
          address: `${address}.`,
          title: `out of sample, ${portfolio.title.toLowerCase()}: ${portfolio.rule}`,
          at: `${inFile}${at}.${place}`,
          calendar: portfolio.figures.calendar,
          settings: backtestSettings,
        }
        return figuresOfSeries(figures_, series, { entry, metaProfile: root, madeFrom })
      }
      return [...of(portfolio.figures.figures, "figures.figures"), ...of(portfolio.trading, "trading")]
    }
    return [
      ...ofPortfolio(section.walk_forward, ".walk_forward", `${risk}.out_of_sample`),
      ...section.baselines.flatMap((baseline, b) =>
        ofPortfolio(baseline, `.baselines[${b}]`, `${risk}.out_of_sample.${baseline.key}`),
      ),
    ]
  })
  return { figures, problems: [] }
}
