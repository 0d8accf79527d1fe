import type { Figure } from "#shared/model/figure"
import type { ComparedRun, JoinedWindow, RunComparison } from "#shared/model/run-comparison"
import { formatCount, formatPercent, formatRatio, shortHash } from "#shared/quantity/format"
import { table } from "./table"

/** A comparison as a reader sees it: one section for each kind of difference that there is. */
export function comparisonText(comparison: RunComparison): string {
  const { left, right, artifacts } = comparison
  return [
    table(["", "LEFT", "RIGHT"], headRows(left, right)),
    comparison.different ? "" : "\nno difference",
    ...sections(comparison).flatMap(({ title, headings, rows }) =>
      rows.length === 0 ? [] : [`\n${title}`, table([...headings, "LEFT", "RIGHT"], rows)],
    ),
    `\n${artifacts.equal.length} artifacts equal, ${artifacts.different.length} different`,
  ]
    .filter((block) => block !== "")
    .join("\n")
}

function headRows(left: ComparedRun, right: ComparedRun): string[][] {
  const row = (name: string, of: (run: ComparedRun) => string) => [name, of(left), of(right)]
  return [
    row("run", ({ run_id }) => run_id),
    row("profile", ({ profile }) => profile),
    row("state", ({ state }) => state),
    row("verdict", ({ verdict }) => verdict ?? "-"),
    row("risk profiles", ({ risk_profiles }) => risk_profiles.join(", ")),
  ]
}

interface Section {
  readonly title: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function sections(comparison: RunComparison): readonly Section[] {
  return [
    {
      title: "Data",
      headings: ["SOURCE", "FILE"],
      rows: comparison.data.map(({ source, file, left, right }) => [
        source,
        file,
        ...sides(left, right, ({ run_id, sha256 }) => `${shortHashes(sha256)} ${run_id ?? ""}`.trimEnd()),
      ]),
    },
    {
      title: "Settings",
      headings: ["PROFILE", "SETTING"],
      rows: comparison.settings.map(({ meta_profile, path, left, right }) => [
        meta_profile,
        path,
        ...sides(left, right, ({ value, origin }) => `${value} (${origin})`),
      ]),
    },
    {
      title: "Code and environment",
      headings: [""],
      rows: comparison.code.map(({ name, left, right }) => [name, ...sides(left, right, (value) => value)]),
    },
    {
      title: "Window of the joined returns",
      headings: ["PROFILE", "RISK PROFILE"],
      rows: comparison.windows.map(({ meta_profile, risk_profile, left, right }) => [
        meta_profile,
        risk_profile,
        ...sides(left, right, showWindow),
      ]),
    },
    {
      title: "Decisions",
      headings: ["PROFILE", "RISK PROFILE", "SLEEVE"],
      rows: comparison.decisions.map(({ meta_profile, risk_profile, sleeve, left, right }) => [
        meta_profile,
        risk_profile,
        sleeve,
        ...sides(left, right, ({ status, reason, note }) => `${status} ${reason ?? ""}: ${note}`),
      ]),
    },
    ...resultSections(comparison),
    {
      title: "Artifacts",
      headings: ["FILE"],
      rows: comparison.artifacts.different.map(({ path, left, right }) => [
        path,
        ...sides(left, right, shortHash),
      ]),
    },
  ]
}

function resultSections(comparison: RunComparison): readonly Section[] {
  return [
    {
      title: "Sleeve weights",
      headings: ["PROFILE", "RISK PROFILE", "SLEEVE"],
      rows: comparison.sleeve_weights.map(({ meta_profile, risk_profile, sleeve, left, right }) => [
        meta_profile,
        risk_profile,
        sleeve,
        ...figures(left, right, formatPercent),
      ]),
    },
    {
      title: "Holdings, net",
      headings: ["RISK PROFILE", "SYMBOL"],
      rows: comparison.holdings.map(({ risk_profile, symbol, left, right }) => [
        risk_profile,
        symbol,
        ...figures(left, right, formatPercent),
      ]),
    },
    {
      title: "Figures",
      headings: ["RISK PROFILE", "SAMPLE", "FIGURE"],
      rows: comparison.metrics.map(({ risk_profile, sample, title, unit, left, right }) => [
        risk_profile,
        sample,
        title,
        ...figures(left, right, (value) => showFigure(unit, value)),
      ]),
    },
  ]
}

function sides<T>(left: T | null, right: T | null, show: (value: T) => string): [string, string] {
  return [left === null ? "-" : show(left), right === null ? "-" : show(right)]
}

/** Two figures that differ in digits that are not shown otherwise are shown in full. */
function figures(
  left: number | null,
  right: number | null,
  show: (value: number) => string,
): [string, string] {
  const [a, b] = sides(left, right, show)
  return a === b ? sides(left, right, String) : [a, b]
}

/** Of a ledger several excerpts may have been read. */
function shortHashes(hashes: string): string {
  return hashes.split(" ").map(shortHash).join(" ")
}

function showWindow({ first, last, rows }: JoinedWindow): string {
  return `${first} to ${last} (${rows} rows)`
}

function showFigure(unit: Figure["unit"], value: number): string {
  if (unit === "fraction") return formatPercent(value)
  return unit === "ratio" ? formatRatio(value) : formatCount(value)
}
