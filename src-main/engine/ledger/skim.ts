import { readBytes } from "#engine/artifacts/disk-read"
import { ok, type Result } from "#shared/problem/result"
import { type LedgerContent, type LedgerLine, ledgerUnread, parseLine, type RecordHead } from "./read"

/**
 * `readLedger` for whoever needs few of the records: it tells the same records, unreadable and blank lines, but of
 * a line that the platform wrote only the head is known before its record is asked for. Fails as `readLedger`.
 */
export function skimLedger(path: string): Result<LedgerContent> {
  const read = readBytes(path)
  return read.ok ? ok(skimBytes(read.value)) : ledgerUnread(path, read)
}

/** UTF-8's byte order mark, as Latin-1 has it. */
const BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf"
/** In characters; a longer line is read in full, as a pattern may need memory for each character. */
const LONGEST_LINE = 100_000

/** The records in a ledger's bytes. */
export function skimBytes(bytes: Uint8Array): LedgerContent {
  // One character a byte, so that nothing is decoded that need not be.
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1")
  const records: LedgerLine[] = []
  const unreadable: number[] = []
  const blank: number[] = []
  let start = content.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  for (let line = 1; start < content.length; line++) {
    const lineFeed = content.indexOf("\n", start)
    const end = lineFeed === -1 ? content.length : lineFeed
    const raw = content.slice(start, end)
    const parts = end - start > LONGEST_LINE ? null : platformLine.exec(raw)
    if (parts !== null) records.push(new SkimmedLine(line, raw, parts))
    else parseLine(Buffer.from(raw, "latin1").toString("utf8"), line, { records, unreadable, blank })
    start = end + 1
  }
  return { records, unreadable, blank }
}

const characters = String.raw`[ !#-[\]-~]*`
const text = `"${characters}"`
/** So short that it is finite. */
const number = String.raw`-?(?:0|[1-9]\d{0,30})(?:\.\d{1,40})?(?:[eE][+-]?\d\d?)?`
const scalar = `(?:${text}|${number}|true|false|null)`
const list = String.raw`\[(?:${scalar}(?:, (?!\])|(?=\])))*\]`
const objectOf = (value: string) => String.raw`\{(?:${text}: ${value}(?:, (?!\})|(?=\})))*\}`
const flat = objectOf(scalar)
const deep = [1, 2, 3].reduce((inner) => objectOf(`(?:${scalar}|${list}|${inner})`), flat)
const others = `(?:, (?!"(?:type|step|context|seq|prev_hash|hash)")${text}: (?:${scalar}|${list}|${deep}))*`

/**
 * A record as the platform writes it (reference 1.12: `json.dumps` with its members in this order), in printable
 * ASCII without escapes. `parseSoundJson` takes whatever matches; what does not match may be a record all the
 * same. Nothing can match in two ways, so that the time is linear in the length of the line.
 */
const platformLine = new RegExp(
  String.raw`^\{"type": "(${characters})"${others}(?:, "step": "(${characters})"${others})?` +
    `(?:, "context": (${flat})${others})?` +
    String.raw`, "prev_hash": "([0-9a-f]*)", "hash": "([0-9a-f]*)"\}$`,
)

class SkimmedLine implements LedgerLine {
  public readonly head: RecordHead
  private parsed: Readonly<Record<string, unknown>> | undefined

  public constructor(
    public readonly line: number,
    public readonly text: string,
    parts: RegExpExecArray,
  ) {
    this.head = new SkimmedHead(parts[1], parts[2], parts[3], parts[4], parts[5])
  }

  public get record(): Readonly<Record<string, unknown>> {
    this.parsed ??= JSON.parse(this.text) as Record<string, unknown>
    return this.parsed
  }
}

class SkimmedHead implements RecordHead {
  public constructor(
    public readonly type: unknown,
    public readonly step: unknown,
    private readonly spelledContext: string | undefined,
    public readonly prev_hash: unknown,
    public readonly hash: unknown,
  ) {}

  public get context(): unknown {
    return this.spelledContext === undefined ? undefined : JSON.parse(this.spelledContext)
  }
}
