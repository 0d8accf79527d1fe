import type { ExplainableFigures, Explanation } from "#shared/model/explanation"
import type { Figure } from "#shared/model/figure"
import type { FigureRow, FigureSetRow } from "#shared/model/provenance"
import type { MetaReport } from "#shared/model/report"
import { canonicalRiskProfile } from "#shared/model/risk-profile"
import { type Explainable, seriesFigure, settingsOfSeriesFigure } from "./explainable"
import { explanationOf } from "./explanation"
import { RunRecords } from "./run-records"
import { showFigure } from "./show-figure"
import { valueAt } from "./value-at"

/** A report as it was read, with figures that hold their definitions. */
export interface ReportExplainer {
  list(): ExplainableFigures
  /** undefined when the report has no figure of that address. */
  explain(address: string): Explanation | undefined
}

/**
 * Walks figures back with nothing but the report at hand. What it gives is what `explain` prints of the same run,
 * but for the report's own hash and the outcome of the step that wrote it, which no report can hold.
 */
export function openReport(report: MetaReport): ReportExplainer {
  const { provenance, header } = report
  const figures = new Map(explainablesOf(report).map((found) => [found.address, found]))
  const tables = { ...provenance, records: new RunRecords(header.ledger) }
  return {
    list: () => ({
      run_id: header.run_id,
      figures: [...figures.values()].map(({ address, figure }) => ({
        figure: address,
        title: figure.title,
        value: figure.value,
        shown: showFigure(figure),
      })),
      problems: [],
    }),
    explain: (address) => {
      const found = figures.get(canonicalAddress(address))
      return found === undefined ? undefined : explanationOf(header.run_id, found, tables)
    },
  }
}

/** An address begins with its risk profile, which may be an alias: erc.sharpe is risk_parity.sharpe. */
export function canonicalAddress(address: string): string {
  return address.replace(/^[^.]+/, (name) => canonicalRiskProfile(name) ?? name)
}

function explainablesOf(report: MetaReport): readonly Explainable[] {
  return report.provenance.figures.flatMap((row) =>
    "set" in row ? ofSet(row, report) : [ofRow(row, report)],
  )
}

function ofRow(row: FigureRow, { meta_profile: root, provenance }: MetaReport): Explainable {
  const { formulas, setting_names, chains } = provenance
  const formula = formulas[row.formula]!
  return {
    address: row.figure,
    figure: {
      title: row.title,
      value: row.value,
      why: row.why ?? null,
      note: row.note ?? null,
      unit: formula.unit,
      definition: formula.definition,
      undefinedWhen: formula.undefined_when,
      factor: null,
    },
    factorReason: null,
    ...standsOn(row, root),
    settings: setting_names[formula.settings] ?? [],
    decidedFor: row.decided_for ?? null,
    paths: (row.paths ?? []).map(({ chain, ...path }) => ({ ...chains[chain]!, ...path })),
    beside: (row.beside ?? []).map((value, i) => ({ ...formula.beside[i]!, value })),
  }
}

function ofSet(row: FigureSetRow, report: MetaReport): readonly Explainable[] {
  const { setting_names: names } = report.provenance
  const figures = valueAt(report, row.set) as readonly Figure[]
  return figures.map((figure, i) => ({
    address: `${row.address}${figure.key}`,
    figure: seriesFigure(figure, row.title),
    factorReason: figure.factor === null ? null : row.calendar,
    ...standsOn(row, report.meta_profile),
    jsonPath: `${row.at}[${i}].value`,
    settings:
      row.settings === undefined
        ? settingsOfSeriesFigure(names[figure.key] ?? [], figure)
        : (names[row.settings] ?? []),
    decidedFor: null,
    paths: [],
    beside: [],
  }))
}

function standsOn(row: FigureRow | FigureSetRow, root: string) {
  const { file, at, made_from: madeFrom, meta_profile: metaProfile = root } = row
  return { file, jsonPath: at, metaProfile, ...(madeFrom === undefined ? {} : { madeFrom }) }
}
