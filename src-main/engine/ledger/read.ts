import { readText } from "#engine/artifacts/disk-read"
import { parseSoundJson } from "#engine/artifacts/formats/sound-json"
import { failed, ok, type Result } from "#shared/problem/result"
import { type Problem, problem } from "#shared/problem/problem"

/** A line of a ledger that holds a JSON object; its fields are not judged here. */
export interface LedgerLine {
  /** 1-based. */
  readonly line: number
  /** The line as it stands in the file, without its line end. */
  readonly text: string
  readonly record: Readonly<Record<string, unknown>>
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
  if (text.ok) return ok(parseLedger(text.value))
  if (text.problems[0].code !== "file.missing") return text
  return failed(ledgerMissing(path))
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
  const records: LedgerLine[] = []
  const unreadable: number[] = []
  const blank: number[] = []
  const lines = text.split("\n")
  // What follows the last line end is no line.
  if (lines.at(-1) === "") lines.pop()
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") {
      blank.push(index + 1)
      continue
    }
    const record = parseObject(line) ?? parseObject(withoutPythonNumbers(line))
    if (record === undefined) unreadable.push(index + 1)
    else records.push({ line: index + 1, text: line, record })
  }
  return { records, unreadable, blank }
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
