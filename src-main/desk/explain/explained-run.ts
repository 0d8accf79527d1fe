import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { StoredReport } from "#shared/model/report"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { RunRecord } from "#shared/model/run"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readReport } from "#shared/report/definitions"
import { readIndex, recoverEntries } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"
import { checkChain } from "#engine/ledger/chain"
import { readLedger } from "#engine/ledger/read"
import { LedgerLines } from "#engine/stages/meta/provenance/ledger-lines"
import { entryFinder, type JsonFile, type ProvenanceSource } from "#engine/stages/meta/provenance/source"

/** A run as its figures are walked back: from its directory alone, wherever that lies. Files are read once. */
export class ExplainedRun implements ProvenanceSource {
  readonly #compared = new Map<string, Result<void>>()
  readonly #parsed = new Map<string, Result<unknown>>()
  readonly find: ProvenanceSource["find"]
  readonly input: ProvenanceSource["input"]

  private constructor(
    readonly path: string,
    readonly record: RunRecord,
    entries: readonly ArtifactEntry[],
    readonly ledger: LedgerLines,
    readonly root: ResolvedMeta,
  ) {
    const { find, input } = entryFinder(entries)
    this.find = find
    this.input = input
  }

  /**
   * Fails with `file.missing` for a run that this program did not write, `ledger.missing` or `ledger.broken`,
   * and `artifact.missing` or `artifact.changed` for one whose resolved sleeves are not what it wrote.
   */
  static open(runPath: string): Result<ExplainedRun> {
    const record = readRunState(runPath, isProcessAlive)
    if (!record.ok) return record.problems[0].code === "file.missing" ? notOurs(runPath) : record
    const ledgerPath = `${runPath}/${runFiles.ledger}`
    const ledger = readLedger(ledgerPath)
    if (!ledger.ok) return ledger
    const { broken } = checkChain(ledgerPath, ledger.value, "own")
    if (broken !== undefined) return failed(broken)
    const index = readIndex(runPath)
    const entries = index.ok ? index.value : recoverEntries(runPath)
    const lines = new LedgerLines(ledgerPath, ledger.value.records)
    const entry = entries.find(({ kind }) => kind === "meta_resolved")
    if (entry === undefined) return nothingResolved(runPath)
    const resolved = readJson<ResolvedRun>(runPath, lines, entry)
    return resolved.ok
      ? ok(new ExplainedRun(runPath, record.value, entries, lines, resolved.value.root))
      : resolved
  }

  get riskProfiles(): readonly string[] {
    return this.record.risk_profiles
  }

  /** Whether a file is the one of the index. Fails with `artifact.missing` or `artifact.changed`. */
  compare(entry: ArtifactEntry): Result<void> {
    return remembered(this.#compared, entry.path, () => {
      const bytes = readListed(this.path, entry)
      return bytes.ok ? ok(undefined) : bytes
    })
  }

  json<T>(kind: ArtifactKind, meta: string | null, risk: string | null): Result<JsonFile<T> | undefined> {
    const entry = this.find(kind, meta, risk)
    if (entry === undefined) return ok(undefined)
    const json = remembered(this.#parsed, entry.path, () => {
      const read = readJson<unknown>(this.path, this.ledger, entry)
      return read.ok && kind === "meta_report" ? ok(readReport(read.value as StoredReport)) : read
    })
    // What has the hash that the run recorded is what its writer gave, with the writer's type.
    return json.ok ? ok({ entry, json: json.value as T }) : json
  }
}

function readJson<T>(runPath: string, ledger: LedgerLines, entry: ArtifactEntry): Result<T> {
  const bytes = readListed(runPath, entry)
  if (!bytes.ok) return bytes
  const [unwritten] = ledger.unwritten(entry)
  return unwritten === undefined
    ? ok(JSON.parse(new TextDecoder().decode(bytes.value)) as T)
    : failed(unwritten)
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key)
  if (known !== undefined) return known
  const made = make()
  memory.set(key, made)
  return made
}

function notOurs(runPath: string): Result<never> {
  return failed(
    problem("file.missing", {
      what: "Only the figures of runs that this program wrote can be explained.",
      where: `${runPath}/${runFiles.run}`,
      seen: "no such file",
      remedy: "Run the meta profile here, and explain that run.",
    }),
  )
}

function nothingResolved(runPath: string): Result<never> {
  return failed(
    problem("artifact.missing", {
      what: "The run has no figures: it ended before its sleeves were resolved, or is not of a meta profile.",
      where: runPath,
      seen: "no meta_resolved among its artifacts",
      remedy: "Choose a run of a meta profile that reached its report.",
    }),
  )
}
