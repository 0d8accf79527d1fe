import type { ResolvedAtomic } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { SignCode, SignFinding } from "#shared/model/sign-test"
import { describeProblem } from "#shared/problem/problem"
import { readBytes } from "#engine/artifacts/disk-read"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import { type CompatibleFile, compatibility, nameThere, tableThere } from "#engine/workspace/compatibility"
import type { Workspace } from "#engine/workspace/open"
import { type AtomMap, atomMapOf, candidatesFile } from "#engine/workspace/physical-symbol"
import { compareAtoms } from "./atom-comparison"
import { checkOptimizer } from "./optimizer-check"

/** A file that the test read, its path relative to the workspace. */
export interface SignTestInput {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What the test of one run found, looked at and read. */
export interface RunSignTest {
  readonly findings: readonly SignFinding[]
  /** Atoms that were compared with their raw returns. */
  readonly atoms: number
  readonly inputs: readonly SignTestInput[]
}

/** Tests one atomic run, its optimised weights unless it is tested as before its optimisation. Without synthetic or raw returns nothing else is looked at (reference 1.10). */
export async function testRun(
  workspace: Workspace,
  sleeve: ResolvedAtomic,
  options: { readonly riskProfile: RiskProfile; readonly atol: number; readonly preOpt: boolean },
): Promise<RunSignTest> {
  const reader = new RunReader(workspace, sleeve)
  const synthetic = await reader.table(
    compatibility.synthetic,
    "SIGNTEST_MISSING_SYNTHETIC",
    "SIGNTEST_EMPTY_SYNTHETIC",
  )
  const raw = await reader.table(compatibility.returnsMatrix, "SIGNTEST_MISSING_RAW", "SIGNTEST_EMPTY_RAW")
  if (synthetic === undefined || raw === undefined) return reader.done(0)

  const map = reader.atomMap()
  const compared = compareAtoms(synthetic, raw, map, options.atol)
  reader.find(compared.findings)

  if (options.preOpt) return reader.done(compared.atoms)
  const weights = reader.bytes(reader.nameOf(compatibility.atomWeights))
  reader.find(checkOptimizer(weights, options.riskProfile, map))
  return reader.done(compared.atoms)
}

/** Reads a run's files, keeping each as an input and each complaint as a finding. */
class RunReader {
  readonly #findings: SignFinding[] = []
  readonly #inputs: SignTestInput[] = []

  constructor(
    private readonly workspace: Workspace,
    private readonly sleeve: ResolvedAtomic,
  ) {}

  bytes(file: string): Uint8Array | undefined {
    const path = `${this.sleeve.runPath}/${file}`
    const read = readBytes(`${this.workspace.root}/${path}`)
    if (!read.ok) return undefined
    this.#inputs.push({ path, bytes: read.value })
    return read.value
  }

  /** The name under which the run has a file, else today's. */
  nameOf(file: CompatibleFile): string {
    return nameThere(this.runPath(), file) ?? file.file
  }

  async table(kept: CompatibleFile, missing: SignCode, empty: SignCode): Promise<SeriesTable | undefined> {
    const file = tableThere(this.runPath(), kept) ?? kept.file
    const bytes = this.bytes(file)
    if (bytes === undefined) return this.lack(missing, `${file} is missing`)
    const table = await readSeries(bytes, file)
    if (!table.ok) return this.lack(missing, `${file} can't be read: ${describeProblem(table.problems[0])}`)
    const { days, columns } = table.value
    return days.length === 0 || columns.length === 0 ? this.lack(empty, `${file} is empty`) : table.value
  }

  atomMap(): AtomMap {
    return atomMapOf(this.bytes(candidatesFile))
  }

  find(findings: readonly Omit<SignFinding, "run_id">[]): void {
    for (const { level, code, symbol, message } of findings) {
      this.#findings.push({ level, code, run_id: this.sleeve.runId, symbol, message })
    }
  }

  done(atoms: number): RunSignTest {
    return { findings: this.#findings, atoms, inputs: this.#inputs }
  }

  private runPath(): string {
    return `${this.workspace.root}/${this.sleeve.runPath}`
  }

  private lack(code: SignCode, message: string): undefined {
    this.find([{ level: "ERROR", code, symbol: "", message }])
    return undefined
  }
}
