/** The fields of one CSV record and where each begins. */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** 1-based line in the file on which the record begins. */
  readonly line: number
}

/** A quote that nothing closes, at its 1-based line. */
export interface OpenQuote {
  readonly openQuoteAt: number
}

/**
 * Splits CSV text (RFC 4180: double quotes doubled inside quotes, LF or CRLF) into records; blank lines
 * are left out. `delimiter` is one character.
 */
export function splitCsv(text: string, delimiter = ","): CsvRecord[] | OpenQuote {
  return text.includes('"') ? splitQuoted(text, delimiter) : splitPlain(text, delimiter)
}

function splitPlain(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = []
  text.split("\n").forEach((raw, index) => {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw
    if (line !== "") records.push({ fields: line.split(delimiter), line: index + 1 })
  })
  return records
}

function splitQuoted(text: string, delimiter: string): CsvRecord[] | OpenQuote {
  const records: CsvRecord[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    const begun = line
    const fields: string[] = []
    for (;;) {
      let field = ""
      if (text[at] === '"') {
        at += 1
        for (;;) {
          const quote = text.indexOf('"', at)
          if (quote < 0) return { openQuoteAt: begun }
          field += text.slice(at, quote)
          at = quote + 1
          if (text[at] !== '"') break
          field += '"'
          at += 1
        }
        line += field.split("\n").length - 1
      }
      const end = nextBreak(text, at, delimiter)
      field += text.slice(at, end)
      at = end
      if (text[at] === delimiter) {
        fields.push(field)
        at += 1
        continue
      }
      fields.push(field.endsWith("\r") ? field.slice(0, -1) : field)
      break
    }
    if (fields.length > 1 || fields[0] !== "") records.push({ fields, line: begun })
    at += 1
    line += 1
  }
  return records
}

function nextBreak(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from)
  const feed = text.indexOf("\n", from)
  const ends = [end, feed].filter((position) => position >= 0)
  return ends.length === 0 ? text.length : Math.min(...ends)
}
