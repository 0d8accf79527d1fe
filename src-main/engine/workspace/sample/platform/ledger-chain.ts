import { sha256Of } from "#engine/artifacts/hash"
import { ZERO_SHA256 } from "#shared/quantity/sha256"
import { type PyValue, pythonJson } from "./python-json"

export type PlatformRecord = { readonly [key: string]: PyValue }

/** A record and the moment it was written. */
export interface StampedRecord {
  readonly record: PlatformRecord
  /** Local ISO time with microseconds and no zone, as the platform writes it. */
  readonly ts: string
}

/**
 * The lines of the platform's `audit.jsonl` (reference 1.12): every record gets `ts`, `prev_hash`
 * and `hash` = SHA-256 of its sorted Python JSON without `hash`. Lines keep the insertion order.
 */
export function chainedLines(records: readonly StampedRecord[]): string[] {
  let previous: string = ZERO_SHA256
  return records.map(({ record, ts }) => {
    const linked = { ...record, ts, prev_hash: previous }
    previous = sha256Of(pythonJson(linked, true))
    return pythonJson({ ...linked, hash: previous }, false)
  })
}

/** A clock for ledgers: starts at UTC milliseconds and advances a fixed step at every reading. */
export function tickingClock(startMs: number, stepMs: number): () => string {
  let now = startMs - stepMs
  return () => {
    now += stepMs
    return localStamp(now)
  }
}

/** 0 -> "1970-01-01T00:00:00.000000". */
export function localStamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000`
}
