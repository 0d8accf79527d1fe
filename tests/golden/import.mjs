/**
 * Writes tests/golden/<case>.json from a checkout of the golden data beside this repository
 * (`npm run goldens:import [folder]`). The series themselves are other people's and stay there; what is
 * written are their means, covariances and correlations, and the weights that independent software
 * found for them, each with its source.
 */
import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const here = fileURLToPath(new URL(".", import.meta.url))
const from = resolve(process.argv[2] ?? join(here, "../../../shared"))
const to = here

/** Methods whose weights follow from mean, covariance and correlation alone. */
const fromMoments = /^(equal_weight|inverse_|min_variance|max_sharpe|risk_parity_erc|hrp_|herc_)/

const selfContained = [
  "closed_forms",
  "pub_literature",
  "pub_lopez_de_prado_2016_10assets",
  "bench_synthetic",
]

const read = (path) => JSON.parse(readFileSync(join(from, path), "utf8"))
const manifest = read("data/MANIFEST.json")

function returnsOf(dataset, columns, range) {
  const [head, ...lines] = readFileSync(join(from, "data", `${dataset}.csv`), "utf8")
    .trim()
    .split("\n")
  const names = head.split(",")
  const at = columns.map((column) => names.indexOf(column))
  const prices = lines
    .map((line) => line.split(","))
    .map((cells) => ({
      day: cells[0],
      values: at.map((i) => (cells[i] === "" ? Number.NaN : Number(cells[i]))),
    }))
    .filter(({ values }) => values.every(Number.isFinite))
  return prices
    .slice(1)
    .map(({ day, values }, t) => ({ day, values: values.map((p, i) => p / prices[t].values[i] - 1) }))
    .filter(({ day }) => day >= range.firstReturn && day <= range.lastReturn)
}

function momentsOf(rows, n) {
  const mean = Array.from({ length: n }, (_, i) => rows.reduce((s, r) => s + r.values[i], 0) / rows.length)
  const covariance = mean.map((mi, i) =>
    mean.slice(0, i + 1).map((mj, j) => {
      let total = 0
      for (const { values } of rows) total += (values[i] - mi) * (values[j] - mj)
      return total / (rows.length - 1)
    }),
  )
  const correlation = covariance.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : value / Math.sqrt(covariance[i][i] * covariance[j][j]))),
  )
  return { mean, covariance, correlation }
}

const written = []
function write(name, content) {
  const file = join(to, `${name}.json`)
  writeFileSync(file, JSON.stringify(content))
  written.push(file)
}

const cases = readdirSync(join(from, "golden/cases"))
  .filter((file) => file !== "INDEX.json")
  .map((file) => read(`golden/cases/${file}`))

const groups = Map.groupBy?.(cases, (c) => c.case) ?? group(cases)
function group(list) {
  const map = new Map()
  for (const c of list) map.set(c.case, [...(map.get(c.case) ?? []), c])
  return map
}

for (const [name, list] of groups) {
  const usable = list.filter((c) => c.columns && c.dateRange?.firstReturn && fromMoments.test(c.method))
  if (name === undefined || usable.length === 0) continue
  const { dataset, columns, dateRange } = usable[0]
  const rows = returnsOf(dataset, columns, dateRange)
  if (rows.length !== dateRange.observations) {
    throw new Error(`${name}: ${rows.length} rows, expected ${dateRange.observations}`)
  }
  const { source } = manifest.find((entry) => entry.dataset === dataset)
  write(name, {
    case: name,
    dataset,
    source,
    columns,
    T: rows.length,
    dates: { first: rows[0].day, last: rows.at(-1).day },
    ...momentsOf(rows, columns.length),
    expected: usable.map(({ method, parameters, weights, objective, objectiveValue, tolerance, source }) => ({
      method,
      minWeight: parameters.minWeight ?? 0,
      maxWeight: parameters.maxWeight ?? 1,
      periodsPerYear: parameters.periodsPerYear ?? 252,
      weights: columns.map((column) => weights[column]),
      objective: objective ?? (objectiveValue === undefined ? {} : { value: objectiveValue }),
      tolerance,
      source,
    })),
  })
}

for (const name of selfContained) write(name, read(`golden/cases/${name}.json`))

execFileSync("npx", ["biome", "format", "--write", ...written], { stdio: "inherit" })
