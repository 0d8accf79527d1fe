import { ensure } from "#shared/problem/ensure"

/** A JSON value whose numbers are kept as they were spelled: Python and JavaScript print them differently. */
type Spelled =
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Spelled[] }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Spelled> }

/**
 * What Python's `json.dumps(record, sort_keys=True)` gives for a ledger line without its `hash`: keys sorted by
 * code point at every depth, ", " and ": " between, ASCII escapes, numbers as spelled in the line. The platform
 * hashes its records in this form (reference 1.12). Takes a line that holds one JSON object; throws otherwise.
 */
export function pythonForm(line: string): string {
  const reader = new SpelledReader(line)
  const record = reader.readWhole()
  ensure(record.kind === "object", "a ledger line holds an object")
  const members = new Map(record.members)
  members.delete("hash")
  return print({ kind: "object", members })
}

function print(value: Spelled): string {
  if (value.kind === "token") return value.text
  if (value.kind === "list") return `[${value.items.map(print).join(", ")}]`
  const members = [...value.members].sort(([a], [b]) => compareCodePoints(a, b))
  return `{${members.map(([key, member]) => `${asciiString(key)}: ${print(member)}`).join(", ")}}`
}

function asciiString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}

/** UTF-16 order differs from Python's for characters beyond U+FFFF: their units lie below U+E000. */
function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i)
    const right = b.charCodeAt(i)
    if (left !== right) return rankOfUnit(left) - rankOfUnit(right)
  }
  return a.length - b.length
}

function rankOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** Text that stands in a line as Python prints it, quotes included. */
const plainString = /"[ !#-[\]-~]*"/y
/** A list of numbers as Python prints it: most of a ledger's bytes are lists of daily returns. */
const plainNumbers = /\[-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:, -?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)*\]/y

class SpelledReader {
  private at = 0

  public constructor(private readonly text: string) {}

  public readWhole(): Spelled {
    const value = this.readValue()
    this.skipSpace()
    ensure(this.at === this.text.length, "nothing follows the record in its line")
    return value
  }

  private readValue(): Spelled {
    this.skipSpace()
    if (this.text[this.at] === "{") return this.readObject()
    if (this.text[this.at] === "[") {
      const numbers = this.tryMatch(plainNumbers)
      return numbers === undefined ? this.readList() : { kind: "token", text: numbers }
    }
    if (this.text[this.at] === '"') {
      return { kind: "token", text: this.tryMatch(plainString) ?? asciiString(this.readString()) }
    }
    const token = this.match(/(?:-?Infinity|NaN|null|true|false|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y)
    return { kind: "token", text: token }
  }

  private readObject(): Spelled {
    const members = new Map<string, Spelled>()
    this.readMembers("}", () => {
      const key = this.readString()
      this.skipSpace()
      this.match(/:/y)
      members.set(key, this.readValue())
    })
    return { kind: "object", members }
  }

  private readList(): Spelled {
    const items: Spelled[] = []
    this.readMembers("]", () => items.push(this.readValue()))
    return { kind: "list", items }
  }

  private readMembers(end: "}" | "]", readOne: () => void): void {
    this.at += 1
    this.skipSpace()
    while (this.text[this.at] !== end) {
      readOne()
      this.skipSpace()
      if (this.text[this.at] === end) break
      this.match(/,/y)
      this.skipSpace()
    }
    this.at += 1
  }

  private readString(): string {
    const plain = this.tryMatch(plainString)
    if (plain !== undefined) return plain.slice(1, -1)
    return JSON.parse(this.match(/"(?:[^"\\]|\\.)*"/y)) as string
  }

  private skipSpace(): void {
    const unit = this.text[this.at]
    if (unit === " " || unit === "\t" || unit === "\r") this.match(/[ \t\r]*/y)
  }

  private match(pattern: RegExp): string {
    const found = this.tryMatch(pattern)
    ensure(found !== undefined, `JSON goes on at column ${this.at + 1}`)
    return found
  }

  private tryMatch(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }
}
