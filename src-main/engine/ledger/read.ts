import { readText } from "#engine/artifacts/disk-read"
import { parseSoundJson } from "#engine/artifacts/formats/sound-json"
import { type Failed, failed, ok, type Result } from "#shared/problem/result"
import { type Problem, problem } from "#shared/problem/problem"

/** A line of a ledger that holds a JSON object; its fields are not judged here. */
export interface LedgerLine {
  /** 1-based. */
  readonly line: number
  /** The line as it stands in the file, without its line end. */
  readonly text: string
  readonly record: Readonly<Record<string, unknown>>
  /** What of the record is known without reading it in full; absent where it was read. */
  readonly head?: RecordHead
}

/** The members by which a record is linked to the one before and found. */
export interface RecordHead {
  readonly type?: unknown
  readonly step?: unknown
  readonly context?: unknown
  readonly seq?: unknown
  readonly prev_hash?: unknown
  readonly hash?: unknown
}

/** The head of a line, at the least cost. */
export function headOf(line: LedgerLine): RecordHead {
  return line.head ?? line.record
}

export interface LedgerContent {
  readonly records: readonly LedgerLine[]
  /** 1-based numbers of lines that hold no JSON object; blank lines are not counted. */
  readonly unreadable: readonly number[]
  /** 1-based numbers of blank lines. */
  readonly blank: readonly number[]
}

/**
 * Reads a ledger of ours or of the Python platform, line by line. Python writes NaN and infinities as bare
 * tokens, which are read as null. Fails with `ledger.missing` or `file.unreadable`.
 */
export function readLedger(path: string): Result<LedgerContent> {
  const text = readText(path)
  return text.ok ? ok(parseLedger(text.value)) : ledgerUnread(path, text)
}

/** Why a ledger could not be read: a run without one is `ledger.missing`. */
export function ledgerUnread(path: string, why: Failed): Failed {
  return why.problems[0].code === "file.missing" ? failed(ledgerMissing(path)) : why
}

/** The problem of a run that has no ledger. */
export function ledgerMissing(path: string): Problem {
  return problem("ledger.missing", {
    what: "The run has no ledger.",
    where: path,
    seen: "no such file",
    remedy: "Choose a run that has an audit.jsonl; without one nothing about it can be proved.",
  })
}

/** The records of a ledger's text. */
export function parseLedger(text: string): LedgerContent {
  const content = { records: [], unreadable: [], blank: [] }
  const lines = text.split("\n")
  // What follows the last line end is no line.
  if (lines.at(-1) === "") lines.pop()
  for (const [index, line] of lines.entries()) parseLine(line, index + 1, content)
  return content
}

/** Puts a line, without its line end, among the records or the lines that hold none. */
export function parseLine(
  text: string,
  line: number,
  into: { readonly records: LedgerLine[]; readonly unreadable: number[]; readonly blank: number[] },
): void {
  if (text.trim() === "") {
    into.blank.push(line)
    return
  }
  const record = parseObject(text) ?? parseObject(withoutPythonNumbers(text))
  if (record === undefined) into.unreadable.push(line)
  else into.records.push({ line, text, record })
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseSoundJson(text)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** Strings are matched first, so that a "NaN" inside one is left alone. */
function withoutPythonNumbers(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/g, (token) =>
    token.startsWith('"') ? token : "null",
  )
}
