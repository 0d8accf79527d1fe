import type { BacktestedPortfolio, MetaBacktest } from "#shared/model/backtest"
import type { Figure } from "#shared/model/figure"
import type { ExplainedRun } from "./explained-run"
import { type Explainable, type FoundFigures, nothingMore } from "./explainable"
import { optimizerSettings } from "./settings"
import { nodesBelow } from "./sources"

/** The figures out of sample: of the walk-forward, and of each baseline behind its key. */
export function backtestFigures(run: ExplainedRun): FoundFigures {
  const root = run.record.profile
  const backtest = run.json<MetaBacktest>("meta_backtest", root, null)
  if (!backtest.ok) return { figures: [], problems: backtest.problems }
  if (backtest.value === undefined) return { figures: [], problems: [] }
  const { entry, json } = backtest.value
  const figures = json.risk_profiles.flatMap((section, i) => {
    if (section.kind === "untested") return []
    const risk = section.risk_profile
    const madeFrom = nodesBelow(run, run.resolved.root, risk).flatMap(
      ({ profile }) => run.find("meta_returns", profile, risk) ?? [],
    )
    const ofPortfolio = (portfolio: BacktestedPortfolio, at: string, address: string): Explainable[] => {
      const of = (figure: Figure, jsonPath: string): Explainable => ({
        ...nothingMore,
        address: `${address}.${figure.key}`,
        figure: {
          ...figure,
          title: `${figure.title}, out of sample, ${portfolio.title.toLowerCase()}: ${portfolio.rule}`,
        },
        factorReason: figure.factor === null ? null : portfolio.figures.calendar,
        entry,
        jsonPath: `${at}.${jsonPath}.value`,
        madeFrom,
        metaProfile: root,
        settings: ["backtest", ...optimizerSettings],
      })
      return [
        ...portfolio.figures.figures.map((figure, k) => of(figure, `figures.figures[${k}]`)),
        ...portfolio.trading.map((figure, k) => of(figure, `trading[${k}]`)),
      ]
    }
    const at = `$.risk_profiles[${i}]`
    return [
      ...ofPortfolio(section.walk_forward, `${at}.walk_forward`, `${risk}.out_of_sample`),
      ...section.baselines.flatMap((baseline, b) =>
        ofPortfolio(baseline, `${at}.baselines[${b}]`, `${risk}.out_of_sample.${baseline.key}`),
      ),
    ]
  })
  return { figures, problems: [] }
}
