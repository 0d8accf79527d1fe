/** Cells as text with a separator; a cell is quoted where it holds one, a quote or a line's end (RFC 4180). */
export function delimited(
  rows: readonly (readonly (string | number | null)[])[],
  separator: "," | "\t",
): string {
  const cell = (value: string | number | null) => {
    const text = value === null ? "" : String(value)
    return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => `${row.map(cell).join(separator)}\n`).join("")
}
