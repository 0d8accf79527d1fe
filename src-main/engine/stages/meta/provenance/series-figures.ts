import type { ArtifactEntry } from "#shared/model/artifact"
import type { Figure } from "#shared/model/figure"
import { seriesFigure, settingsOfSeriesFigure } from "#shared/report/explainable"
import { type FoundFigure, nothingMore, type Series } from "./explainable"
import { settingsOfKey } from "./settings"

/** The figures of one series, from the file that holds them. */
export function figuresOfSeries(
  figures: readonly Figure[],
  series: Series,
  from: {
    readonly entry: ArtifactEntry
    readonly metaProfile: string
    readonly madeFrom: readonly ArtifactEntry[]
  },
): readonly FoundFigure[] {
  return figures.map((figure, i) => ({
    ...nothingMore,
    ...from,
    address: `${series.address}${figure.key}`,
    figure: { key: figure.key, ...seriesFigure(figure, series.title) },
    factorReason: figure.factor === null ? null : series.calendar,
    settings: series.settings ?? settingsOfSeriesFigure(settingsOfKey(figure.key), figure),
    jsonPath: `${series.at}[${i}].value`,
    series,
  }))
}
