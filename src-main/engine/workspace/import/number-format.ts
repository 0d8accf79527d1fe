import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { tableProblem } from "#engine/artifacts/formats/table-problem"
import type { TextCell } from "./text-table"

/** How numbers are written in a file: one way for all of its columns. */
export interface NumberFormat {
  readonly decimal: "." | ","
  /** Every number carries a percent sign and is divided by 100. */
  readonly percent: boolean
}

/** How pandas, R and spreadsheets spell a missing value. */
const missing = new Set(["", "nan", "na", "n/a", "#n/a", "null", "none", "-"])

export function isBlank(text: string): boolean {
  return missing.has(text.toLowerCase())
}

/** "decimal point", "decimal comma, percent signs": a format as it is told to people. */
export function tellNumbers({ decimal, percent }: NumberFormat): string {
  return `decimal ${decimal === "." ? "point" : "comma"}${percent ? ", percent signs (divided by 100)" : ""}`
}

/** Sign, digits grouped or not, exponent; blanks and apostrophes group digits without doubt. */
const numeral = /^([+\-−]?)((?:\d[\d.,]*|[.,]\d+))(e[+-]?\d+)?$/i

/**
 * Finds how the numbers of a file are written. A separator is the decimal one where it can't group thousands
 * (0.5, 12.34, 1,2e-3) or stands behind the other one (1.234,5); it groups where it stands more than once. When
 * all that is seen could be both, as 1.234, the file is refused with `file.ambiguous` unless `decimal` says it.
 * So are separators that contradict each other and percent signs on some numbers but not on others
 * (`file.format`, with the place).
 */
export function detectNumbers(
  cells: readonly TextCell[],
  decimal: "." | "," | undefined,
): Result<NumberFormat> {
  const filled = cells.filter(({ text }) => !isBlank(text))
  const withSign = filled.find(({ text }) => text.endsWith("%"))
  const withoutSign = filled.find(({ text }) => !text.endsWith("%"))
  if (withSign !== undefined && withoutSign !== undefined) return failed(mixedPercent(withSign, withoutSign))

  let proof: { readonly mark: "." | ","; readonly cell: TextCell } | undefined
  let doubtful: TextCell | undefined
  for (const cell of filled) {
    const found = evidenceOf(bare(cell.text))
    if (found === "doubtful") doubtful ??= cell
    if (found !== "." && found !== ",") continue
    if (proof !== undefined && proof.mark !== found) return failed(contradiction(proof.cell, cell))
    proof ??= { mark: found, cell }
  }
  if (proof !== undefined && decimal !== undefined && proof.mark !== decimal) {
    return failed(notAsAsked(proof.cell, decimal))
  }
  const mark = proof?.mark ?? decimal
  if (mark === undefined && doubtful !== undefined) return failed(ambiguous(doubtful))
  return ok({ decimal: mark ?? ".", percent: withSign !== undefined })
}

/**
 * A cell as a number in a known format, NaN for a blank one. Fails with `file.format` at its place when it is
 * no number.
 */
export function readNumber({ text, place }: TextCell, format: NumberFormat): Result<number> {
  if (isBlank(text)) return ok(Number.NaN)
  const plain = bare(text)
  const group = format.decimal === "." ? "," : "."
  const [, sign = "", digits = "", exponent = ""] = numeral.exec(plain) ?? []
  const [whole = "", ...rest] = digits.split(format.decimal)
  const wellGrouped = !whole.includes(group) || new RegExp(`^\\d{1,3}([${group}]\\d{3})+$`).test(whole)
  if (digits === "" || rest.length > 1 || rest.join("").includes(group) || !wellGrouped) {
    return failed(
      tableProblem(
        "A cell holds a text that is not a number.",
        place,
        JSON.stringify(text),
        `Write numbers with a decimal ${format.decimal === "." ? "point" : "comma"}, as the rest of the file does.`,
      ),
    )
  }
  const value = Number(
    `${sign === "−" ? "-" : sign}${whole.replaceAll(group, "")}.${rest.join("") || "0"}${exponent}`,
  )
  return ok(format.percent ? value / 100 : value)
}

/** Without the percent sign and what groups digits beyond doubt: blanks of every width and apostrophes. */
function bare(text: string): string {
  return text
    .replace(/\s*%$/, "")
    .replace(/(?<=\d)['’](?=\d{3})/g, "")
    .replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, "")
}

/** The decimal separator that a numeral proves, "doubtful" when its only one could be either, else undefined. */
function evidenceOf(text: string): "." | "," | "doubtful" | undefined {
  const points = text.split(".").length - 1
  const commas = text.split(",").length - 1
  if (points > 0 && commas > 0) return text.lastIndexOf(".") > text.lastIndexOf(",") ? "." : ","
  if (points + commas === 0) return undefined
  const mark = points > 0 ? "." : ","
  if (points + commas > 1) return mark === "." ? "," : "."
  return /^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? "doubtful" : mark
}

function ambiguous({ text, place }: TextCell): Problem {
  return problem("file.ambiguous", {
    what: "A separator can group thousands or stand before decimals.",
    where: place,
    seen: `${text}, and no number of the file that tells which`,
    remedy: "Say --decimal point or --decimal comma.",
  })
}

function contradiction(one: TextCell, other: TextCell): Problem {
  return tableProblem(
    "Numbers of one file are written with a decimal point and with a decimal comma.",
    `${one.place} and ${other.place}`,
    `${one.text} and ${other.text}`,
    "Write every number in one form.",
  )
}

function notAsAsked({ text, place }: TextCell, decimal: "." | ","): Problem {
  return tableProblem(
    "A number can't be read with the decimal separator that was asked for.",
    place,
    `${text}, read with a decimal ${decimal === "." ? "point" : "comma"}`,
    "Leave --decimal out, or give the other one.",
  )
}

function mixedPercent(withSign: TextCell, withoutSign: TextCell): Problem {
  return problem("file.ambiguous", {
    what: "Some numbers carry a percent sign and others do not.",
    where: `${withSign.place} and ${withoutSign.place}`,
    seen: `${withSign.text} and ${withoutSign.text}`,
    remedy: "Write all of them as per cent or none of them.",
  })
}
