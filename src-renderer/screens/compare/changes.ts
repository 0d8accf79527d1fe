import type { ComparisonView } from "#shared/contract/engine/comparison-rows"
import type { RunComparison } from "#shared/model/run-comparison"
import { showValue } from "#shared/report/show-figure"

/** What one run says where it differs from the baseline. */
export interface ChangeCell {
  readonly text: string
  /** Its difference from the baseline, where both are numbers: for a bar. */
  readonly difference: number | null
}

/** Something in which at least one run differs from the baseline. */
export interface ChangeRow {
  readonly key: string
  readonly title: string
  readonly baseline: string
  /** One for each other run, in their order; null where it is as in the baseline. */
  readonly cells: readonly (ChangeCell | null)[]
}

export interface ChangeGroup {
  readonly key: string
  readonly title: string
  readonly rows: readonly ChangeRow[]
}

interface Change {
  readonly key: string
  readonly title: string
  readonly left: string
  readonly right: string
  readonly difference: number | null
}

const absent = "not there"

/** The differences of every run from the first, grouped as they are read: settings, who took part, weights, figures. */
export function changesOf({ comparisons }: ComparisonView): readonly ChangeGroup[] {
  const group = (
    key: string,
    title: string,
    of: (comparison: RunComparison) => readonly Change[],
  ): ChangeGroup => ({
    key,
    title,
    rows: joinRows(comparisons.map(of)),
  })
  return [
    group("settings", "Settings", ({ settings }) =>
      settings.map(({ meta_profile, path, left, right }) =>
        words(`${meta_profile} ${path}`, path, told(left), told(right)),
      ),
    ),
    group("data", "Data", ({ data }) =>
      data.map(({ source, file, left, right }) =>
        words(`${source} ${file}`, `${source}: ${file}`, version(left), version(right)),
      ),
    ),
    group("code", "Program and environment", ({ code }) =>
      code.map(({ name, left, right }) => words(name, name, left ?? absent, right ?? absent)),
    ),
    group("decisions", "Sleeves in and out", ({ decisions }) =>
      decisions.map(({ meta_profile, risk_profile, sleeve, left, right }) =>
        words(
          `${risk_profile} ${meta_profile} ${sleeve}`,
          `${risk_profile} / ${sleeve}`,
          decided(left),
          decided(right),
        ),
      ),
    ),
    group("windows", "Common days", ({ windows }) =>
      windows.map(({ meta_profile, risk_profile, left, right }) =>
        words(
          `${risk_profile} ${meta_profile}`,
          `${risk_profile} / ${meta_profile}`,
          days(left),
          days(right),
        ),
      ),
    ),
    group("weights", "Weights of sleeves", ({ sleeve_weights }) =>
      sleeve_weights.map(({ meta_profile, risk_profile, sleeve, left, right }) =>
        numbers(
          `${risk_profile} ${meta_profile} ${sleeve}`,
          `${risk_profile} / ${sleeve}`,
          left,
          right,
          "fraction",
        ),
      ),
    ),
    group("holdings", "Holdings", ({ holdings }) =>
      holdings.map(({ risk_profile, symbol, left, right }) =>
        numbers(`${risk_profile} ${symbol}`, `${risk_profile} / ${symbol}`, left, right, "fraction"),
      ),
    ),
    group("metrics", "Figures", ({ metrics }) =>
      metrics.map(({ risk_profile, sample, key, title, unit, left, right }) =>
        numbers(
          `${risk_profile} ${sample} ${key}`,
          `${risk_profile} / ${title}, ${sample}`,
          left,
          right,
          unit,
        ),
      ),
    ),
    group("artifacts", "Artifacts with other bytes", ({ artifacts }) =>
      artifacts.different.map(({ path, left, right }) =>
        words(path, path, left?.slice(0, 7) ?? absent, right?.slice(0, 7) ?? absent),
      ),
    ),
  ]
}

function joinRows(perRun: readonly (readonly Change[])[]): readonly ChangeRow[] {
  const rows = new Map<string, { title: string; baseline: string; cells: (ChangeCell | null)[] }>()
  for (const [at, changes] of perRun.entries()) {
    for (const { key, title, left, right, difference } of changes) {
      const row = rows.get(key) ?? { title, baseline: left, cells: perRun.map(() => null) }
      row.cells[at] = { text: right, difference }
      rows.set(key, row)
    }
  }
  return [...rows.entries()].map(([key, row]) => ({ key, ...row }))
}

const words = (key: string, title: string, left: string, right: string): Change => ({
  key,
  title,
  left,
  right,
  difference: null,
})

function numbers(
  key: string,
  title: string,
  left: number | null,
  right: number | null,
  unit: Parameters<typeof showValue>[1],
): Change {
  const show = (value: number | null) => (value === null ? absent : showValue(value, unit))
  const isWeight = unit === "fraction"
  const difference = left === null && right === null ? null : (right ?? 0) - (left ?? 0)
  return {
    key,
    title,
    left: show(left),
    right: show(right),
    difference: (left === null || right === null) && !isWeight ? null : difference,
  }
}

const told = (value: { readonly value: string; readonly origin: string } | null): string =>
  value === null ? absent : `${value.value} (${value.origin})`

const version = (value: { readonly run_id: string | null; readonly sha256: string } | null): string =>
  value === null ? absent : `${value.run_id ?? ""} ${value.sha256.slice(0, 7)}`.trim()

const decided = (value: { readonly status: string; readonly note: string } | null): string =>
  value === null ? absent : `${value.status}${value.note === "" ? "" : `: ${value.note}`}`

const days = (
  value: { readonly first: string; readonly last: string; readonly rows: number } | null,
): string => (value === null ? absent : `${value.rows} rows, ${value.first} to ${value.last}`)
