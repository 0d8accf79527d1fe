import { z } from "zod"

/** Any JSON value; what a ledger record and an artifact may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What every record carries besides its own fields; written by the ledger, never by its callers. */
export const ledgerEnvelopeSchema = z.looseObject({
  seq: z.number().int().min(0),
  ts: z.string(),
  type: z.string(),
  prev_hash: z.string(),
  hash: z.string(),
})

export type LedgerRecord = z.output<typeof ledgerEnvelopeSchema>

/** The fields of a record before the ledger numbers, stamps and chains it. */
export type LedgerEntry = GenesisEntry | ActionEntry | DecisionEntry | CacheEntry | RunEntry

export interface GenesisEntry {
  readonly type: "genesis"
  readonly run_id: string
  readonly profile: string
  readonly kind: "meta" | "atomic"
  readonly manifest: { readonly path: string; readonly sha256: string }
  readonly settings_sha256: string
  readonly environment: { readonly [key: string]: Json }
}

/** Intent and outcome of a step, with the platform's keys (reference 1.12). */
export interface ActionEntry {
  readonly type: "action"
  readonly status: "intent" | "success" | "failure" | "skipped"
  readonly step: string
  readonly context: { readonly [key: string]: Json }
  readonly intent?: { readonly params: Json; readonly input_hashes: { readonly [key: string]: string } }
  readonly outcome?: {
    readonly output_hashes: { readonly [key: string]: string }
    /** What was read on the way and could not be known before, by its origin. */
    readonly input_hashes: { readonly [key: string]: string }
    readonly metrics: Json
  }
}

/** Something the program chose or left out: never quiet (design 1.2). */
export interface DecisionEntry {
  readonly type: "decision"
  readonly decision: string
  readonly context: { readonly [key: string]: Json }
  readonly data: Json
}

/** Whether joined returns and weights came from the cache, and on which streams that stands (design 5.3). */
export interface CacheEntry {
  readonly type: "meta_cache"
  readonly context: { readonly [key: string]: Json }
  readonly data: {
    readonly key: string
    readonly hit: boolean
    /** Why an entry was not used or not written; null when there is nothing to say. */
    readonly remark: string | null
    readonly sleeves: readonly Json[]
  }
}

export interface RunEntry {
  readonly type: "run.closed" | "run.reopened" | "ledger.repaired" | "stage.finished"
  readonly data: { readonly [key: string]: Json }
}
