import { sha256Of } from "#engine/artifacts/hash"
import type { LedgerChain } from "#shared/model/decision"
import type { Sha256 } from "#shared/quantity/sha256"
import { checkChain } from "./chain"
import type { LedgerContent } from "./read"

/** By content: a sleeve's ledger is asked about for every risk profile, and hashing each record takes longest. */
const known = new Map<Sha256, LedgerChain>()

/**
 * Whether the readable records of a ledger, ours or the platform's, are linked as they were written. Lines that
 * can't be read are passed over: what they replaced is missed by the record after them, and what they add is no
 * record. A ledger in which no record has a hash, or without records, is `unchained`.
 */
export function chainStateOf({ records }: Pick<LedgerContent, "records">): LedgerChain {
  const content = sha256Of(records.map(({ line, text }) => `${line} ${text}`).join("\n"))
  const state = known.get(content) ?? judge(records)
  known.set(content, state)
  return state
}

function judge(records: LedgerContent["records"]): LedgerChain {
  const chained = records.some(({ record }) => "hash" in record || "prev_hash" in record)
  if (!chained) return { chain: "unchained", firstWrong: null }
  const dialect = records[0]!.record["seq"] === undefined ? "platform" : "own"
  const { firstWrong } = checkChain("", { records, unreadable: [], blank: [] }, dialect)
  return { chain: firstWrong === null ? "whole" : "broken", firstWrong }
}
