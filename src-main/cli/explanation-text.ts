import type {
  ExplainableFigures,
  ExplainedSetting,
  ExplainedSource,
  Explanation,
} from "#shared/model/explanation"
import type { HoldingPath } from "#shared/model/holding"
import { formatPercent, formatRatio, shortHash } from "#shared/quantity/format"
import { table } from "./table"

/** What can be explained of a run, one line each. */
export function figuresText({ figures }: ExplainableFigures): string {
  return table(
    ["FIGURE", "VALUE", "TITLE"],
    figures.map(({ figure, shown, title }) => [figure, shown, title]),
  )
}

/** An explanation as a reader walks it: the value, then what it stands on. */
export function explanationText(explained: Explanation): string {
  const { paths, beside, ledger, inputs, settings } = explained
  return [
    facts(explained),
    ...section("Paths, multiplied and added up", paths.map(pathLine)),
    ...section(
      "Beside it",
      beside.map(({ name, shown }) => `${name}  ${shown}`),
    ),
    ...section("Ledger records", [
      table(
        ["LINE", "SEQ", "RECORD", "STATUS", "HASH"],
        ledger.map(({ line, seq, step, status, hash }) => [
          String(line),
          String(seq),
          step,
          status ?? "-",
          hash,
        ]),
      ),
    ]),
    ...section(
      "Made from",
      inputs.flatMap((source) => sourceLines(source, 0)),
    ),
    ...section("Settings", settingLines(settings)),
  ].join("\n")
}

function facts(explained: Explanation): string {
  const { artifact, annualisation, value } = explained
  const exactly = value === null ? "" : `, exactly ${value}`
  const rows: readonly (readonly [string, string | null])[] = [
    ["figure", explained.figure],
    ["title", explained.title],
    ["value", `${explained.shown}${exactly}`],
    ["note", explained.note],
    ["definition", explained.definition],
    ["undefined", explained.undefined_when === "never" ? null : explained.undefined_when],
    ["annualised", annualisation === null ? null : `x ${annualisation.factor}: ${annualisation.reason}`],
    ["held by", `${artifact.path} at ${artifact.json_path}`],
    ["sha256", `${artifact.sha256}, as the file, the index and the ledger have it`],
  ]
  const told = rows.filter(([, text]) => text !== null)
  return told.map(([name, text]) => `${name.padEnd(10)}  ${text}`).join("\n")
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`\n${title}`, ...lines]
}

/** 0.40 x 0.55 x 0.10 = 2.20 %  crypto / long_all */
function pathLine({ factors, leafNet, net, sleeves }: HoldingPath): string {
  const terms = [...factors, leafNet].map((term) => (term < 0 ? `(${digits(term)})` : digits(term)))
  return `${terms.join(" x ")} = ${formatPercent(net)}  ${sleeves.join(" / ")}`
}

/** Two digits like the other figures, more where two would show next to nothing. */
function digits(term: number): string {
  const short = formatRatio(term)
  return Math.abs(Number(term.toFixed(2)) - term) < 1e-9 ? short : term.toFixed(6).replace("-", "\u2212")
}

function sourceLines(source: ExplainedSource, depth: number): string[] {
  const { path, sha256, origin, record, inputs, above } = source
  const from = origin === null ? "" : `, copy of ${origin}`
  const doing = origin === null ? "written" : "read"
  const again = above ? ", as above" : ""
  return [
    `${"  ".repeat(depth)}${origin === null ? path : shortPath(path)}  ${shortHash(sha256 ?? "")}${from}, ${doing} at ledger line ${record.line}${again}`,
    ...inputs.flatMap((below) => sourceLines(below, depth + 1)),
  ]
}

/** A copy is named by its hash, which stands behind it. */
function shortPath(path: string): string {
  return path.replace(/[0-9a-f]{57}(?=\.)/, "...")
}

/** The figure's own settings, and those further down that something other than the program set. */
function settingLines(settings: readonly ExplainedSetting[]): string[] {
  const shown = settings.filter(({ direct, origin }) => direct || origin !== "code")
  const hidden = settings.length - shown.length
  if (settings.length === 0) return []
  return [
    table(
      ["PROFILE", "SETTING", "VALUE", "SET BY"],
      shown.map(({ meta_profile, path, value, origin }) => [
        meta_profile,
        path,
        value ?? "not set",
        origin === "code" ? "the program's default" : origin,
      ]),
    ),
    ...(hidden === 0
      ? []
      : [`and ${hidden} further down at the program's defaults (--output json lists them)`]),
  ]
}
