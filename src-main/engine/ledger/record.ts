import { canonicalJson } from "#engine/artifacts/formats/canonical-json"
import { sha256Of } from "#engine/artifacts/hash"
import type { LedgerEntry, LedgerRecord } from "#shared/model/ledger"
import type { Sha256 } from "#shared/quantity/sha256"

/**
 * A record numbered, stamped and chained: SHA-256 of the UTF-8 RFC 8785 form of the record with `seq` and
 * `prev_hash`, without `hash` (design 5.8). Throws on `undefined` and non-finite numbers.
 */
export function sealRecord(entry: LedgerEntry, seq: number, ts: string, previous: Sha256): LedgerRecord {
  const { type, ...fields } = entry
  const unsealed = { seq, ts, type, ...fields, prev_hash: previous }
  return { ...unsealed, hash: sha256Of(canonicalJson(unsealed)) }
}

/** The hash that a record should carry, whatever its `hash` says. */
export function hashOfRecord(record: Readonly<Record<string, unknown>>): Sha256 {
  const { hash: _claimed, ...unsealed } = record
  return sha256Of(canonicalJson(unsealed))
}

/** The one spelling of a record in the file, so that not even a space can be changed unseen. */
export function lineOfRecord(record: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(record)
}
