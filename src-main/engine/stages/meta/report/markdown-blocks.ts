/** A heading of a level. */
export function heading(level: number, text: string): string {
  return `${"#".repeat(level)} ${inline(text)}\n`
}

export function paragraph(text: string): string {
  return `${text}\n`
}

/** A table; cells are told as they are, with pipes escaped so that a name cannot break the row. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inline).join(" | ")} |`
  return `${[line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n")}\n`
}

function inline(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|")
}
