import type { ArtifactEntry } from "#shared/model/artifact"
import type { FigureSet } from "#shared/model/figure-set"
import type { MetaReport, SolvedSection } from "#shared/model/report"
import {
  addressPart,
  type FoundFigure,
  type FoundFigures,
  nothingMore,
  plainFigure,
  sleeveAddress,
} from "./explainable"
import { figuresOfSeries } from "./series-figures"
import { noSettings } from "./settings"
import type { JsonFile, ProvenanceSource } from "./source"

/** The figures that only the report holds: in sample, of the joined sleeves, risk shares and correlations. */
export function reportFigures(run: ProvenanceSource): FoundFigures {
  const report = run.json<MetaReport>("meta_report", run.root.profile, null)
  if (!report.ok) return { figures: [], problems: report.problems }
  const file = report.value
  if (file === undefined) return { figures: [], problems: [] }
  const figures = file.json.risk_profiles.flatMap((section, i) =>
    section.kind === "unsolved" ? [] : new SectionFigures(run, file, section, i).all(),
  )
  return { figures, problems: [] }
}

/** The figures of one section of the report. */
class SectionFigures {
  readonly #root: string
  readonly #risk: string
  readonly #at: string

  constructor(
    private readonly run: ProvenanceSource,
    private readonly file: JsonFile<MetaReport>,
    private readonly section: SolvedSection,
    index: number,
  ) {
    this.#root = file.json.meta_profile
    this.#risk = section.risk_profile
    this.#at = `$.risk_profiles[${index}]`
  }

  all(): FoundFigure[] {
    return [
      ...this.#inSample(),
      ...this.#riskShares(),
      ...this.#holdingRiskShares(),
      ...this.#correlations(),
      ...this.#sleeves(),
    ]
  }

  #inSample(): readonly FoundFigure[] {
    return this.#ofSet(this.section.in_sample, `${this.#at}.in_sample`, {
      address: `${this.#risk}.`,
      sample: "in sample",
      metaProfile: this.#root,
      madeFrom: [
        ...this.#entries("meta_optimized", this.#root),
        ...this.#entries("meta_returns", this.#root),
      ],
    })
  }

  #sleeves(): FoundFigure[] {
    return this.section.nodes.flatMap(({ meta_profile: meta, alignment, sleeves }, n) =>
      sleeves.flatMap((set, s) => {
        // One figure set for each joined stream, in the order of the join.
        const id = alignment.sleeves[s]!.id
        return this.#ofSet(set, `${this.#at}.nodes[${n}].sleeves[${s}]`, {
          address: `${this.#risk}.sleeve.${sleeveAddress(this.#root, meta, id)}.`,
          sample: `${id}, on the joined rows of ${meta}`,
          // Figures of sleeves are measured under the settings of the root.
          metaProfile: this.#root,
          madeFrom: this.#entries("meta_returns", meta),
        })
      }),
    )
  }

  #riskShares(): FoundFigure[] {
    return this.section.allocation.rows.map(({ id, risk_share: value }, row) => ({
      ...nothingMore,
      address: `${this.#risk}.risk_share.${addressPart(id)}`,
      figure: plainFigure({
        key: "risk_share",
        title: `Risk share of ${id}`,
        value,
        why: value === null ? "zero variance" : null,
        unit: "fraction",
        definition: "w_i (Sw)_i / w'Sw, S the sample covariance of the joined returns; the shares sum to 1",
        undefinedWhen: "the portfolio has no variance",
      }),
      entry: this.file.entry,
      jsonPath: `${this.#at}.allocation.rows[${row}].risk_share`,
      madeFrom: [
        ...this.#entries("meta_optimized", this.#root),
        ...this.#entries("meta_returns", this.#root),
      ],
      metaProfile: this.#root,
      settings: noSettings,
    }))
  }

  /** Those of the shown holdings; none in a report that was written before it had them. */
  #holdingRiskShares(): FoundFigure[] {
    const { top, risk }: Partial<SolvedSection["holdings"]> = this.section.holdings
    if (top === undefined || risk === undefined) return []
    const read = Object.entries(this.run.ledger.readBy(this.file.entry))
    const portfolio = this.run.find("portfolio_optimized_meta", this.#root, this.#risk)
    const madeFrom = [portfolio, ...read.map(([origin, sha256]) => this.run.input(origin, sha256))]
    return top.map(({ Symbol: symbol, risk_share: value, risk_share_why: why }, row) => ({
      ...nothingMore,
      address: `${this.#risk}.holding_risk_share.${symbol}`,
      figure: plainFigure({
        key: "holding_risk_share",
        title: `Risk share of ${symbol}`,
        value,
        why,
        note: `${risk.covered} of ${risk.held} holdings have raw returns, on ${risk.rows} common days`,
        unit: "fraction",
        definition: risk.definition,
        undefinedWhen: "no raw returns of the symbol, fewer than two common days, or no variance",
      }),
      entry: this.file.entry,
      jsonPath: `${this.#at}.holdings.top[${row}].risk_share`,
      madeFrom: madeFrom.filter((entry) => entry !== undefined),
      metaProfile: this.#root,
      settings: noSettings,
    }))
  }

  #correlations(): FoundFigure[] {
    const { ids, matrix } = this.section.correlations
    return ids.flatMap((a, i) =>
      ids.flatMap((b, j) => {
        if (i === j) return []
        const value = matrix[i]![j]!
        return {
          ...nothingMore,
          address: `${this.#risk}.correlation.${addressPart(a, ".")}.${addressPart(b, ".")}`,
          figure: plainFigure({
            key: "correlation",
            title: `Correlation of ${a} and ${b}`,
            value,
            why: value === null ? "one of the two has no spread" : null,
            unit: "ratio",
            definition: "Pearson's correlation of the two columns of the joined returns",
            undefinedWhen: "one of the two has no spread",
          }),
          entry: this.file.entry,
          jsonPath: `${this.#at}.correlations.matrix[${i}][${j}]`,
          madeFrom: this.#entries("meta_returns", this.#root),
          metaProfile: this.#root,
          settings: noSettings,
        }
      }),
    )
  }

  #ofSet(
    set: FigureSet,
    at: string,
    about: Pick<FoundFigure, "metaProfile"> & {
      readonly madeFrom: readonly ArtifactEntry[]
      readonly sample: string
      readonly address: string
    },
  ): readonly FoundFigure[] {
    const { address, sample: title, ...from } = about
    const place = `${at}.figures`
    return figuresOfSeries(
      set.figures,
      { set: place, at: place, address, title, calendar: set.calendar, settings: null },
      { ...from, entry: this.file.entry },
    )
  }

  #entries(kind: "meta_optimized" | "meta_returns", meta: string): readonly ArtifactEntry[] {
    const entry = this.run.find(kind, meta, this.#risk)
    return entry === undefined ? [] : [entry]
  }
}
