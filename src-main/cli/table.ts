/** Rows as aligned columns under their headings; columns whose cells are all numbers align right. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, c) => Math.max(heading.length, ...rows.map((row) => row[c]!.length)))
  const numeric = headings.map(
    (_, c) => rows.length > 0 && rows.every((row) => /^[-\u2212]?<?[\d.,]+[ \u00a0]?%?$/.test(row[c]!)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => (numeric[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join("  ")
      .trimEnd()
  return [line(headings), ...rows.map(line)].join("\n")
}
