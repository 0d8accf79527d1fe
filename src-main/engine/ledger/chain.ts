import { sha256Of } from "#engine/artifacts/hash"
import { type Problem, problem } from "#shared/problem/problem"
import type { Sha256 } from "#shared/quantity/sha256"
import { type ChainEnd, emptyChain } from "./ledger"
import { headOf, type LedgerContent, type LedgerLine } from "./read"
import { plainForm } from "./plain-form"
import { pythonForm } from "./python-form"
import { hashOfRecord, lineOfRecord } from "./record"

export interface ChainCheck {
  /** Of the records before the first wrong one. */
  readonly end: ChainEnd
  /** Names the first wrong record; undefined when the chain holds. */
  readonly broken: Problem | undefined
  /** Line of the first wrong record, 1-based; null when the chain holds. */
  readonly firstWrong: number | null
}

/** Whose ledger it is: ours, or the Python platform's with its own serialisation and no `seq` (reference 1.12). */
export type LedgerDialect = "own" | "platform"

/**
 * Recomputes a ledger's chain: every record in its place, linked to the one before, and hashed (design 5.8).
 * `isHashed` leaves records out of the hashing, which takes longest; their links are checked all the same.
 */
export function checkChain(
  path: string,
  content: LedgerContent,
  dialect: LedgerDialect,
  isHashed: (line: LedgerLine) => boolean = () => true,
): ChainCheck {
  const wrongIn = dialect === "own" ? wrongInOwn : wrongInPlatform
  const firstUnreadable = content.unreadable[0] ?? Number.POSITIVE_INFINITY
  // The platform's own reader passes over blank lines; ours never writes one.
  const firstBlank = (dialect === "own" ? content.blank[0] : undefined) ?? Number.POSITIVE_INFINITY
  const firstForeign = Math.min(firstUnreadable, firstBlank)
  let end = emptyChain
  const brokenAt = (line: number, seen: string): ChainCheck => ({
    end,
    broken: broken(path, line, end.count, seen),
    firstWrong: line,
  })
  for (const line of content.records) {
    if (line.line > firstForeign) break
    const wrong = isHashed(line) ? wrongIn(line, end) : wrongPlace(line, end)
    if (wrong !== undefined) return brokenAt(line.line, wrong)
    end = { head: headOf(line).hash as Sha256, count: end.count + 1 }
  }
  if (firstForeign === Number.POSITIVE_INFINITY) return { end, broken: undefined, firstWrong: null }
  const seen = firstBlank < firstUnreadable ? "a blank line" : "a line that is not a JSON object"
  return brokenAt(firstForeign, seen)
}

function wrongInOwn(line: LedgerLine, before: ChainEnd): string | undefined {
  const { record, text } = line
  if (record["seq"] !== before.count) return `seq ${describe(record["seq"])} where ${before.count} belongs`
  const wrong = wrongLink(line, before, hashOfRecord(record))
  if (wrong !== undefined) return wrong
  // The hash is of the values; this is of the bytes.
  if (text !== lineOfRecord(record)) return "the same content spelled otherwise than it was written"
  return undefined
}

function wrongInPlatform(line: LedgerLine, before: ChainEnd): string | undefined {
  const plain = plainForm(line.text)
  const hash = plain === undefined ? undefined : sha256Of(plain)
  const isProved = hash !== undefined && hash === headOf(line).hash
  return wrongLink(line, before, isProved ? hash : sha256Of(pythonForm(line.text)))
}

function wrongPlace(line: LedgerLine, before: ChainEnd): string | undefined {
  const { prev_hash } = headOf(line)
  if (prev_hash === before.head) return undefined
  return `prev_hash ${describe(prev_hash)}, the record before it has ${before.head}`
}

function wrongLink(line: LedgerLine, before: ChainEnd, expected: Sha256): string | undefined {
  const misplaced = wrongPlace(line, before)
  if (misplaced !== undefined) return misplaced
  const { hash } = headOf(line)
  if (hash !== expected) return `hash ${describe(hash)}, its content has ${expected}`
  return undefined
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? "none"
}

function broken(path: string, line: number, seq: number, seen: string): Problem {
  return problem("ledger.broken", {
    what: `Record ${seq} of the ledger (line ${line}) is not the one that was written.`,
    where: `${path}:${line}`,
    seen,
    remedy: "Do not rely on this run; restore its directory from a backup, or run again.",
  })
}
