import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { optimizeSettingsSchema, type OptimizeSettings } from "#shared/model/optimize"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"
import { frameOf, type ReturnFrame } from "#engine/numerics/frame"
import { diagonal, type SymmetricMatrix } from "#engine/numerics/matrix"
import type { Moments } from "#engine/portfolio/covariance/moments"

const figures = fileURLToPath(new URL(".", import.meta.url))
const shared = fileURLToPath(new URL("../../../shared", import.meta.url))

/** Whether the series behind the figures are at hand (a folder `shared` beside the repository). */
export const seriesAreHere = existsSync(join(shared, "golden/cases"))

/** Expected weights of one method, and how near they must be. */
export interface Expected {
  readonly method: string
  readonly minWeight: number
  readonly maxWeight: number
  readonly periodsPerYear: number
  readonly weights: readonly number[]
  readonly objective: Readonly<Record<string, number>>
  readonly tolerance: Readonly<Record<string, number | string>>
}

/** Moments of one data set with everything expected of them. */
export interface FigureCase {
  readonly case: string
  readonly columns: readonly string[]
  readonly T: number
  readonly mean: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly correlation: readonly (readonly number[])[]
  readonly expected: readonly Expected[]
}

/** One file of figures. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows the file's shape
export function figureFile<T>(name: string): T {
  return JSON.parse(readFileSync(join(figures, `${name}.json`), "utf8")) as T
}

/** Every case with moments. */
export function figureCases(): FigureCase[] {
  return readdirSync(figures)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => figureFile<Partial<FigureCase>>(file.replace(".json", "")))
    .filter((read): read is FigureCase => read.mean !== undefined)
}

/** One case of the golden data with its series. */
export interface SeriesCase {
  readonly case: string
  readonly dataset: string
  readonly columns: readonly string[]
  readonly dateRange: {
    readonly firstReturn: string
    readonly lastReturn: string
    readonly observations: number
  }
  readonly method: string
  readonly source: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly weights: Readonly<Record<string, unknown>>
  readonly objective: Readonly<Record<string, number>> | null
  readonly certificate?: Readonly<Record<string, unknown>>
  readonly tolerance: Readonly<Record<string, number | string>>
}

/** The expected weights of a case in the order of its columns. */
export function weightsIn({ columns, weights }: SeriesCase): number[] {
  return columns.map((name) => Number(weights[name]))
}

/** Cases that need whole series, by method; none where the series are not here. */
export function seriesCases(method: RegExp): SeriesCase[] {
  if (!seriesAreHere) return []
  return readdirSync(join(shared, "golden/cases"))
    .filter((file) => file !== "INDEX.json")
    .sort()
    .map((file) => JSON.parse(readFileSync(join(shared, "golden/cases", file), "utf8")) as SeriesCase)
    .filter((read) => method.test(read.method))
}

/** Simple returns over the rows in which every column has a price. */
export function frameOfCase({ dataset, columns, dateRange }: SeriesCase): ReturnFrame {
  const [head, ...lines] = readFileSync(join(shared, "data", `${dataset}.csv`), "utf8")
    .trim()
    .split("\n")
  const names = head!.split(",")
  const at = columns.map((column) => names.indexOf(column))
  const prices = lines
    .map((line) => line.split(","))
    .filter((cells) => at.every((i) => cells[i] !== ""))
    .map((cells) => ({ day: cells[0]!, values: at.map((i) => Number(cells[i])) }))
  const rows = prices
    .map(({ day, values }, t) => ({
      day,
      values: values.map((price, i) => price / (prices[t - 1]?.values[i] ?? Number.NaN) - 1),
    }))
    .slice(1)
    .filter(({ day }) => day >= dateRange.firstReturn && day <= dateRange.lastReturn)
  const days = Int32Array.from(rows, ({ day }) => Date.parse(day) / MILLISECONDS_PER_DAY)
  return frameOf(
    days,
    columns.map((name, i) => ({ name, values: rows.map(({ values }) => values[i]!) })),
  )
}

/** A symmetric matrix from its full rows, or from the rows of its lower triangle. */
export function symmetric(rows: readonly (readonly number[])[]): SymmetricMatrix {
  const n = rows.length
  const values = new Float64Array(n * n)
  rows.forEach((row, i) => {
    row.slice(0, i + 1).forEach((value, j) => {
      values[i * n + j] = value
      values[j * n + i] = value
    })
  })
  return { n, values }
}

/** Moments as an estimator would give them. */
export function momentsOf({ columns, T, mean, covariance, correlation }: FigureCase): Moments {
  return {
    names: columns,
    rows: T,
    mean: Float64Array.from(mean),
    deviation: diagonal(symmetric(covariance)).map(Math.sqrt),
    covariance: symmetric(covariance),
    correlation: symmetric(correlation),
  }
}

/** The parameters of `meta.optimize` that a golden method stands for (golden/README). */
export function settingsOf(method: string, minWeight: number, maxWeight: number): OptimizeSettings {
  return optimizeSettingsSchema.parse({
    engine: "textbook",
    periods_per_year: 252,
    min_weight: minWeight,
    max_weight: maxWeight,
    ...parametersOf(method),
  })
}

function parametersOf(method: string): Record<string, unknown> {
  const hrp = /^hrp_(single|complete|average|ward)_(direct|euclid)_(tree|olo)$/.exec(method)
  if (hrp !== null) {
    return {
      risk_profile: "hrp",
      linkage: hrp[1],
      distance_input: hrp[2] === "direct" ? "condensed" : "columns",
      leaf_order: hrp[3] === "tree" ? "tree" : "optimal",
    }
  }
  const herc = /^herc_(variance|equal_within|equal_all)_ward(_euclid)?_k(\d+)$/.exec(method)
  if (herc !== null) {
    return {
      risk_profile: "herc",
      linkage: "ward",
      distance_input: herc[2] === undefined ? "condensed" : "columns",
      clusters: Number(herc[3]),
      herc_within: herc[1] === "variance" ? "inverse_variance" : "equal",
      herc_between: herc[1] === "equal_all" ? "equal" : "variance",
    }
  }
  const bounded = /^hrp_bounded_(clip_redistribute|split_factor)$/.exec(method)
  if (bounded !== null) {
    return { risk_profile: "hrp", linkage: "single", leaf_order: "optimal", bounds_rule: bounded[1] }
  }
  if (method.startsWith("risk_parity_erc")) return { risk_profile: "risk_parity" }
  if (method.startsWith("min_cvar95")) return { risk_profile: "min_cvar", confidence: 0.95 }
  return { risk_profile: method.replace(/_bounded$/, "") }
}
