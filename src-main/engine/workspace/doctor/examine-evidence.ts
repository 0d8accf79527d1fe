import { fileExists, readBytes } from "#engine/artifacts/disk-read"
import { readSeries } from "#engine/artifacts/formats/series"
import { type CompatibleFile, compatibility, nameThere, nameToday, tableThere } from "../compatibility"
import { candidatesFile } from "../physical-symbol"
import { parsePythonJson } from "../python-json"
import type { RunSummary } from "../runs"
import { describeInLine } from "./describe"
import { newerSource } from "./staleness"
import type { FileVerdict } from "./verdict"

const { returnsMatrix, synthetic, atomWeights } = compatibility

const tables = [returnsMatrix, synthetic]

const documents: readonly (CompatibleFile & { readonly forSigns: boolean })[] = [
  { ...atomWeights, forSigns: true },
  { role: "candidates", file: candidatesFile, older: [], forSigns: false },
  { role: "settings of the run", file: "config/resolved_manifest.json", older: [], forSigns: false },
  { role: "declared windows", file: "data/tournament_meta.json", older: [], forSigns: false },
]

/**
 * The files that guardrails look into: the two returns matrices and the weights of atoms, which the sign test
 * needs where it is a gate (of `signRoots`), and those that make verdicts more exact.
 */
export async function examineEvidence(
  run: RunSummary,
  signRoots: readonly string[],
): Promise<readonly FileVerdict[]> {
  const files: FileVerdict[] = []
  for (const table of tables) {
    const { role, older } = table
    const there = tableThere(run.path, table)
    const file = there ?? table.file
    const base = { file: `${run.relativePath}/${file}`, role, needed_by: signRoots }
    const pickle = older.find((one) => fileExists(`${run.path}/${one.file}`))
    if (there !== undefined) files.push(await tableVerdict(run, file, base))
    else if (pickle === undefined) files.push({ ...base, ...absent(signRoots) })
    else {
      files.push({
        ...base,
        file: `${run.relativePath}/${pickle.file}`,
        verdict: "convertible",
        detail: "a pickle, which is never opened",
        remedy: "Convert it with the command below, where you trust it.",
      })
    }
  }
  for (const { forSigns, ...document } of documents) {
    const there = nameThere(run.path, document)
    const roots = forSigns ? signRoots : []
    const file = `${run.relativePath}/${there ?? document.file}`
    const base = { file, role: document.role, needed_by: roots }
    files.push(there === undefined ? { ...base, ...absent(roots) } : documentVerdict(run, there, base))
  }
  return files
}

type Base = Pick<FileVerdict, "file" | "role" | "needed_by">

function absent(roots: readonly string[]) {
  return roots.length > 0
    ? ({ verdict: "missing", detail: "the sign test needs it", remedy: "Repeat the run." } as const)
    : ({ verdict: "missing", detail: "not needed", remedy: null } as const)
}

async function tableVerdict(run: RunSummary, file: string, base: Base): Promise<FileVerdict> {
  const bytes = readBytes(`${run.path}/${file}`)
  const table = bytes.ok ? await readSeries(bytes.value, base.file) : bytes
  if (!table.ok) {
    const [why] = table.problems
    return { ...base, verdict: "wrong shape", detail: describeInLine(why), remedy: why.remedy }
  }
  return dated(run, file, base, `${table.value.days.length} rows, ${table.value.columns.length} columns`)
}

function documentVerdict(run: RunSummary, file: string, base: Base): FileVerdict {
  const bytes = readBytes(`${run.path}/${file}`)
  if (!bytes.ok) {
    return {
      ...base,
      verdict: "wrong shape",
      detail: bytes.problems[0].seen,
      remedy: bytes.problems[0].remedy,
    }
  }
  try {
    parsePythonJson(new TextDecoder().decode(bytes.value))
    const older = nameToday(file) === file ? "" : `; older name of ${nameToday(file)}`
    return dated(run, file, base, `${bytes.value.length} bytes${older}`)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ...base, verdict: "wrong shape", detail, remedy: "Repeat the step of the run that writes it." }
  }
}

function dated(run: RunSummary, file: string, base: Base, detail: string): FileVerdict {
  const newer = newerSource(run.path, file)
  if (newer === undefined) return { ...base, verdict: "found", detail, remedy: null }
  return {
    ...base,
    verdict: "stale",
    detail: `${detail}; older than ${newer}, of which it was made`,
    remedy: "Repeat the step of the run that makes it.",
  }
}
