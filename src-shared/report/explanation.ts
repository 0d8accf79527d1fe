import type {
  CheckedFile,
  ExplainedRecord,
  ExplainedSetting,
  ExplainedSource,
  Explanation,
} from "#shared/model/explanation"
import type { Provenance, ProvenanceFile } from "#shared/model/provenance"
import { type Explainable, showBeside } from "./explainable"
import type { RunRecords } from "./run-records"
import { showFigure } from "./show-figure"

/** What figures are walked back through. */
export interface WalkedTables extends Pick<Provenance, "files" | "settings" | "setting_names"> {
  readonly records: RunRecords
}

/** A figure walked back to its artifact, ledger records, inputs and settings. */
export function explanationOf(runId: string, found: Explainable, tables: WalkedTables): Explanation {
  const { address, figure, factorReason, jsonPath, metaProfile, settings, decidedFor } = found
  const { records } = tables
  const holder = tables.files[found.file]!
  const inputs = new Walk(tables).below(found.madeFrom ?? holder.made_from, records.writerOf(holder))
  const decided =
    decidedFor === null
      ? []
      : records.decisionsAbout(metaProfile, address.slice(0, address.indexOf(".")), decidedFor)
  return {
    run_id: runId,
    figure: address,
    title: figure.title,
    value: figure.value,
    why: figure.why,
    shown: showFigure(figure),
    unit: figure.unit,
    note: figure.note,
    definition: figure.definition,
    undefined_when: figure.undefinedWhen,
    annualisation: figure.factor === null ? null : { factor: figure.factor, reason: factorReason ?? "" },
    paths: found.paths,
    beside: found.beside.map(showBeside),
    artifact: { ...fileOf(holder), json_path: jsonPath },
    ledger: [...records.stepOf(holder), ...decided].toSorted((a, b) => a.line - b.line),
    inputs,
    settings: settingsBehind(tables, metaProfile, settings, inputs),
  }
}

/** Every file that a figure stands on, its holder first; each once. */
export function filesBehind(found: Explainable, files: Provenance["files"]): readonly number[] {
  const reached = new Set<number>([found.file])
  const visit = (file: number): void => {
    if (reached.has(file)) return
    reached.add(file)
    files[file]!.made_from.forEach(visit)
  }
  const below = found.madeFrom ?? files[found.file]!.made_from
  below.forEach(visit)
  return [...reached]
}

class Walk {
  /** Files whose inputs were told already. */
  readonly #told = new Set<number>()

  constructor(private readonly tables: WalkedTables) {}

  below(files: readonly number[], reader: ExplainedRecord): readonly ExplainedSource[] {
    return files.map((at) => this.#source(at, reader))
  }

  #source(at: number, reader: ExplainedRecord): ExplainedSource {
    const file = this.tables.files[at]!
    const told = { ...fileOf(file), origin: file.origin }
    if (file.kind === "input") return { ...told, record: reader, inputs: [], above: false }
    const record = this.tables.records.writerOf(file)
    const above = this.#told.has(at)
    this.#told.add(at)
    return {
      ...told,
      record,
      inputs: above ? [] : this.below(file.made_from, record),
      above,
    }
  }
}

function fileOf({ kind, meta_profile, risk_profile, path, sha256, stage }: ProvenanceFile): CheckedFile {
  return { kind, meta_profile, risk_profile, path, sha256, stage }
}

/** The settings of the figure itself, then those of everything it was made from, each once. */
function settingsBehind(
  { settings, setting_names }: WalkedTables,
  metaProfile: string,
  own: readonly string[],
  inputs: readonly ExplainedSource[],
): readonly ExplainedSetting[] {
  const found = new Map<string, ExplainedSetting>()
  const add = (meta: string, names: readonly string[], direct: boolean): void => {
    for (const name of names) {
      for (const setting of settings[meta] ?? []) {
        const key = `${meta}\n${setting.path}`
        if (setting.path.split(".")[1] !== name || found.has(key)) continue
        found.set(key, { meta_profile: meta, ...setting, direct })
      }
    }
  }
  add(metaProfile, own, true)
  const visit = (sources: readonly ExplainedSource[]): void => {
    for (const { kind, meta_profile: meta, inputs: below } of sources) {
      if (meta !== null) add(meta, setting_names[kind] ?? [], false)
      visit(below)
    }
  }
  visit(inputs)
  return [...found.values()]
}
