import { fileExists, readBytes, readText } from "#engine/artifacts/disk-read"
import { parquetRowCount } from "#engine/artifacts/formats/parquet"
import { headOf, type LedgerLine } from "#engine/ledger/read"
import { parsePythonJson } from "#engine/workspace/python-json"

/** The walk-forward that a run declares: lengths in rows of its returns matrix. */
export interface WindowDeclaration {
  readonly train: number
  readonly test: number
  readonly step: number
  /** Rows of the returns matrix. */
  readonly rows: number
  /** Whose rule makes windows of them: the platform leaves out one that would end at the last row. */
  readonly rule: "platform" | "inclusive"
}

/** Where a run says how long its windows are, and what they were made of; relative to the run. */
export const declaringFiles = ["data/tournament_meta.json", "config/resolved_manifest.json"]
export const declaredRowsFile = "data/returns_matrix.parquet"

/**
 * What a run says of its windows, in its tournament's file or its resolved settings, together with the rows
 * that they were made of; null when it says nothing whole. Our runs are told by their numbered ledgers.
 */
export function declarationOf(runPath: string, records: readonly LedgerLine[]): WindowDeclaration | null {
  const lengths = declaringFiles.flatMap((file) => lengthsIn(`${runPath}/${file}`) ?? [])[0]
  const rows = lengths === undefined ? undefined : rowsOf(`${runPath}/${declaredRowsFile}`)
  if (lengths === undefined || rows === undefined) return null
  const ours = records.some((line) => {
    const { type, seq } = headOf(line)
    return type === "genesis" && typeof seq === "number"
  })
  return { ...lengths, rows, rule: ours ? "inclusive" : "platform" }
}

/**
 * First test rows of the declared windows: range(train, T - test, step), with the last one that ends at T
 * under the inclusive rule (reference 3.8).
 */
export function declaredStarts({ train, test, step, rows, rule }: WindowDeclaration): number[] {
  const end = rows - test + (rule === "inclusive" ? 1 : 0)
  const starts: number[] = []
  for (let start = train; start < end; start += step) starts.push(start)
  return starts
}

function lengthsIn(path: string): Pick<WindowDeclaration, "train" | "test" | "step"> | undefined {
  const text = fileExists(path) ? readText(path) : undefined
  if (!text?.ok) return undefined
  const root = parse(text.value)
  for (const section of [root, sectionOf(root, "backtest"), sectionOf(root, "windows")]) {
    const train = lengthOf(section, "train_window", "train")
    const test = lengthOf(section, "test_window", "test")
    const step = lengthOf(section, "step_size", "step")
    if (train !== undefined && test !== undefined && step !== undefined) return { train, test, step }
  }
  return undefined
}

function lengthOf(section: Section, ...names: readonly string[]): number | undefined {
  return names.map((name) => section[name]).find((value) => Number.isInteger(value) && Number(value) > 0) as
    | number
    | undefined
}

function rowsOf(path: string): number | undefined {
  const bytes = fileExists(path) ? readBytes(path) : undefined
  const rows = bytes?.ok ? parquetRowCount(bytes.value) : undefined
  return rows?.ok ? rows.value : undefined
}

type Section = Readonly<Record<string, unknown>>

function sectionOf(root: Section, name: string): Section {
  const value = root[name]
  return typeof value === "object" && value !== null ? (value as Section) : {}
}

function parse(text: string): Section {
  try {
    return sectionOf({ root: parsePythonJson(text) }, "root")
  } catch {
    return {}
  }
}
