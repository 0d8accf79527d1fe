import type { LedgerChain } from "#shared/model/decision"
import { checkChain } from "./chain"
import { headOf, type LedgerContent, type LedgerLine } from "./read"

/**
 * Whether the readable records of a ledger, ours or the platform's, are linked as they were written, and those
 * that `isUsed` names (by default all) hold what their hashes say: a record that nobody relies on need not be
 * hashed, and one taken out, put in or moved breaks a link. Lines that can't be read are passed over: what they
 * replaced is missed by the record after them, and what they add is no record. A ledger in which no record has a
 * hash, or without records, is `unchained`.
 */
export function chainStateOf(
  { records }: Pick<LedgerContent, "records">,
  isUsed?: (line: LedgerLine) => boolean,
): LedgerChain {
  const chained = records.some((line) => {
    const { hash, prev_hash } = headOf(line)
    return hash !== undefined || prev_hash !== undefined
  })
  if (!chained) return { chain: "unchained", firstWrong: null }
  const dialect = headOf(records[0]!).seq === undefined ? "platform" : "own"
  const { firstWrong } = checkChain("", { records, unreadable: [], blank: [] }, dialect, isUsed)
  return { chain: firstWrong === null ? "whole" : "broken", firstWrong }
}
