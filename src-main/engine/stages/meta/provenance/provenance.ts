import type { ArtifactEntry } from "#shared/model/artifact"
import type { HoldingPath } from "#shared/model/holding"
import type { Chain, FigureRow, FigureSetRow, Formula, PathRow, Provenance } from "#shared/model/provenance"
import { ensure } from "#shared/problem/ensure"
import type { Explainable } from "#shared/report/explainable"
import { everyMeta } from "../nodes"
import type { FoundFigure, Series } from "./explainable"
import type { FileTable } from "./file-table"
import { settingsIn, settingsOfKey, settingsOfKind } from "./settings"
import type { ProvenanceSource } from "./source"
import { SharedTable } from "./shared-table"

/** The tables that figures are walked back through, and the figures as rows of a report. */
export function provenanceOf(
  run: ProvenanceSource,
  figures: readonly FoundFigure[],
  files: FileTable,
): Provenance {
  const settingNames = new SharedTable<readonly string[]>(settingsOfKind)
  const formulas = new SharedTable<Formula>({})
  const chains = new Chains()
  const rows: (FigureRow | FigureSetRow)[] = []
  const standsOn = ({ entry, madeFrom, metaProfile }: FoundFigure) => ({
    file: files.placeOf(entry),
    ...(madeFrom === undefined ? {} : { made_from: madeFrom.map((one) => files.placeOf(one)) }),
    ...(metaProfile === run.root.profile ? {} : { meta_profile: metaProfile }),
  })
  let last: Series | undefined
  for (const found of figures) {
    const { series, figure, entry } = found
    if (series === undefined) {
      const formula = formulas.idOf(figure.key, formulaOf(found, settingNames))
      rows.push({ ...rowOf(found, formula, chains), ...standsOn(found) })
    } else {
      if (series.settings === null) keepOwn(settingNames, figure.key)
      if (series !== last) rows.push({ ...setRowOf(series, entry, settingNames), ...standsOn(found) })
    }
    last = series
  }
  const names = Object.values(settingNames.rows).flat()
  return {
    files: files.rows(),
    chains: chains.rows,
    formulas: formulas.rows,
    settings: Object.fromEntries(everyMeta(run.root).map((node) => [node.profile, settingsIn(node, names)])),
    setting_names: settingNames.rows,
    figures: rows,
  }
}

/** A figure as an explanation of it begins. */
export function explainableOf(found: FoundFigure, files: FileTable): Explainable {
  const { entry, madeFrom, ...told } = found
  return {
    ...told,
    file: files.placeOf(entry),
    ...(madeFrom === undefined ? {} : { madeFrom: madeFrom.map((one) => files.placeOf(one)) }),
  }
}

function formulaOf(
  { figure, settings, beside }: FoundFigure,
  names: SharedTable<readonly string[]>,
): Formula {
  return {
    unit: figure.unit,
    definition: figure.definition,
    undefined_when: figure.undefinedWhen,
    settings: names.idOf(figure.key, settings),
    beside: beside.map(({ name, unit }) => ({ name, unit })),
  }
}

/** What a row does not say is null, or empty. */
function rowOf(found: FoundFigure, formula: string, chains: Chains): Omit<FigureRow, "file"> {
  const { figure, paths, beside, decidedFor } = found
  return {
    figure: found.address,
    title: figure.title,
    value: figure.value,
    ...(figure.why === null ? {} : { why: figure.why }),
    ...(figure.note === null ? {} : { note: figure.note }),
    formula,
    at: found.jsonPath,
    ...(decidedFor === null ? {} : { decided_for: decidedFor }),
    ...(paths.length === 0 ? {} : { paths: paths.map((path) => chains.rowOf(path)) }),
    ...(beside.length === 0 ? {} : { beside: beside.map(({ value }) => value) }),
  }
}

function setRowOf(
  { settings, ...series }: Series,
  entry: ArtifactEntry,
  names: SharedTable<readonly string[]>,
): Omit<FigureSetRow, "file"> {
  return { ...series, ...(settings === null ? {} : { settings: names.idOf(entry.kind, settings) }) }
}

/** Figures of a series find the settings of their formula under their own key. */
function keepOwn(names: SharedTable<readonly string[]>, key: string): void {
  const own = settingsOfKey(key)
  if (own.length > 0) ensure(names.idOf(key, own) === key, `only ${key} has settings under this name`)
}

/** The ways down to the sleeves that hold something, each once. */
class Chains {
  readonly rows: Chain[] = []
  readonly #places = new Map<string, number>()

  rowOf({ sleeves, factors, ...path }: HoldingPath): PathRow {
    const key = JSON.stringify([sleeves, factors])
    let chain = this.#places.get(key)
    if (chain === undefined) {
      chain = this.rows.push({ sleeves, factors }) - 1
      this.#places.set(key, chain)
    }
    return { chain, ...path }
  }
}
