import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { RunRecord } from "#shared/model/run"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readIndex, recoverEntries } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"
import { checkChain } from "#engine/ledger/chain"
import { readLedger } from "#engine/ledger/read"
import { everyMeta } from "#engine/stages/meta/nodes"
import { LedgerLines } from "./ledger-lines"

/** A JSON artifact as it was written, with its entry of the index. */
export interface JsonFile<T> {
  readonly entry: ArtifactEntry
  readonly json: T
}

/** A run as its figures are walked back: from its directory alone, wherever that lies. Files are read once. */
export class ExplainedRun {
  readonly #compared = new Map<string, Result<void>>()
  readonly #parsed = new Map<string, Result<unknown>>()

  private constructor(
    readonly path: string,
    readonly record: RunRecord,
    readonly entries: readonly ArtifactEntry[],
    readonly ledger: LedgerLines,
    readonly resolved: ResolvedRun,
  ) {}

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
      ? ok(new ExplainedRun(runPath, record.value, entries, lines, resolved.value))
      : resolved
  }

  /** Meta profiles of its tree, the root first. */
  get nodes(): readonly ResolvedMeta[] {
    return everyMeta(this.resolved.root)
  }

  node(profile: string): ResolvedMeta | undefined {
    return this.nodes.find((node) => node.profile === profile)
  }

  find(kind: ArtifactKind, meta: string | null, risk: string | null): ArtifactEntry | undefined {
    return this.entries.find(
      (one) => one.kind === kind && one.meta_profile === meta && one.risk_profile === risk,
    )
  }

  /** The copy of an input, by the hash of what was read and where it was read. */
  input(origin: string, sha256: string): ArtifactEntry | undefined {
    return this.entries.find((one) => one.kind === "input" && one.sha256 === sha256 && one.origin === origin)
  }

  /** Whether a file is the one of the index. Fails with `artifact.missing` or `artifact.changed`. */
  compare(entry: ArtifactEntry): Result<void> {
    return remembered(this.#compared, entry.path, () => {
      const bytes = readListed(this.path, entry)
      return bytes.ok ? ok(undefined) : bytes
    })
  }

  /**
   * A JSON artifact; undefined when the run did not write it. Fails with `artifact.missing` or
   * `artifact.changed` when it is not the one of the index and the ledger.
   */
  json<T>(kind: ArtifactKind, meta: string | null, risk: string | null): Result<JsonFile<T> | undefined> {
    const entry = this.find(kind, meta, risk)
    if (entry === undefined) return ok(undefined)
    const json = remembered(this.#parsed, entry.path, () => readJson(this.path, this.ledger, entry))
    // What has the hash that the run recorded is what its writer gave, with the writer's type.
    return json.ok ? ok({ entry, json: json.value as T }) : json
  }
}

function readJson<T>(runPath: string, ledger: LedgerLines, entry: ArtifactEntry): Result<T> {
  const bytes = readListed(runPath, entry)
  if (!bytes.ok) return bytes
  const writer = ledger.writerOf(entry)
  return writer.ok ? ok(JSON.parse(new TextDecoder().decode(bytes.value)) as T) : writer
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
