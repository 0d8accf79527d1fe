import { type AppendFile, openForAppend } from "#engine/artifacts/disk-write"
import type { LedgerEntry, LedgerRecord } from "#shared/model/ledger"
import { ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import { type Sha256, ZERO_SHA256 } from "#shared/quantity/sha256"
import { type LedgerLine, readLedger } from "./read"
import { lineOfRecord, sealRecord } from "./record"

/** The append-only, hash-chained `audit.jsonl` of a run that is being written (design 5.8). */
export interface Ledger {
  /**
   * Numbers, stamps, chains and appends a record. Reaches the disk before returning when `sync` is true; the
   * default is true for everything but decisions, which end with one `sync` per batch.
   * Fails with `workspace.diskFull` or `workspace.notWritable`, leaving the ledger as it was.
   */
  append(entry: LedgerEntry, options?: { readonly sync?: boolean }): Result<LedgerRecord>
  /** What was appended so far, as it stands in the file. Fails with `file.unreadable`. */
  records(): Result<readonly LedgerLine[]>
  /** fsync of what was appended since the last one; nothing to do is fine. */
  sync(): Result<void>
  /** Hash of the last record; 64 zeros before the first. */
  readonly head: Sha256
  /** Number of records. */
  readonly count: number
  close(): void
}

/** Where an existing chain ends. */
export interface ChainEnd {
  readonly head: Sha256
  readonly count: number
}

export const emptyChain: ChainEnd = { head: ZERO_SHA256, count: 0 }

/** Opens a ledger whose chain ends at `end`. The caller holds the run's writer lock. */
export function openLedger(path: string, clock: Clock, end: ChainEnd): Result<Ledger> {
  const opened = openForAppend(path)
  return opened.ok ? ok(new FileLedger(path, opened.value, clock, end)) : opened
}

class FileLedger implements Ledger {
  private unsynced = false
  public head: Sha256
  public count: number

  public constructor(
    private readonly path: string,
    private readonly file: AppendFile,
    private readonly clock: Clock,
    end: ChainEnd,
  ) {
    this.head = end.head
    this.count = end.count
  }

  public append(entry: LedgerEntry, options?: { readonly sync?: boolean }): Result<LedgerRecord> {
    const record = sealRecord(entry, this.count, this.clock(), this.head)
    const written = this.file.append(new TextEncoder().encode(`${lineOfRecord(record)}\n`))
    if (!written.ok) return written
    this.unsynced = true
    this.head = record.hash as Sha256
    this.count += 1
    if (options?.sync ?? entry.type !== "decision") {
      const synced = this.sync()
      if (!synced.ok) return synced
    }
    return ok(record)
  }

  public records(): Result<readonly LedgerLine[]> {
    const content = readLedger(this.path)
    return content.ok ? ok(content.value.records) : content
  }

  public sync(): Result<void> {
    if (!this.unsynced) return ok(undefined)
    const synced = this.file.sync()
    if (synced.ok) this.unsynced = false
    return synced
  }

  public close(): void {
    this.file.close()
  }
}
