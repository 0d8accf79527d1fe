import process from "node:process"
import { optimizeSettingsSchema, type OptimizeSettings } from "#shared/model/optimize"
import type { ReturnFrame } from "#engine/numerics/frame"
import { uniformBounds } from "#engine/portfolio/bounds/bounds"
import { estimateMoments } from "#engine/portfolio/covariance/estimate"
import { settled } from "#engine/portfolio/dialects/dialect"
import { dialectOf } from "#engine/portfolio/dialects/engines"
import { optimize } from "#engine/portfolio/optimize"
import { solveProfile } from "#engine/portfolio/profiles/solve"
import { median } from "./measure"
import { type BenchRow, benchRows } from "./rows"
import { syntheticReturns } from "./synthetic"
import { processRows } from "./processes"
import { wholeProcess } from "./whole-process"

/** From a typed-array table to weights: covariance and solution, without the figures about them. */
async function weigh(frame: ReturnFrame, settings: OptimizeSettings): Promise<Float64Array> {
  const dialect = settled(dialectOf(settings.engine), settings)
  const solution = await solveProfile({
    riskProfile: settings.risk_profile,
    settings,
    dialect,
    names: frame.names,
    bounds: uniformBounds(frame.names.length, 0, 1),
    constraints: {},
    moments: estimateMoments(frame, dialect, settings),
    series: frame,
    periodsPerYear: 252,
  })
  if (solution.kind !== "solved") throw new Error(JSON.stringify(solution))
  return solution.weights
}

const shown = (time: number | null): string =>
  time === null ? "-" : time < 10 ? time.toFixed(2) : String(Math.round(time))

async function line(row: BenchRow): Promise<string[]> {
  const frame = syntheticReturns(row.n)
  const asked = { engine: "textbook", risk_profile: row.riskProfile, periods_per_year: 252 }
  const settings = optimizeSettingsSchema.parse(asked)
  const weights = await median(() => weigh(frame, settings))
  const outcome = await median(() => optimize(frame, settings))
  const packages = row.packages === null ? null : await median(() => row.packages!.run(frame))
  return [
    `${row.riskProfile} N=${row.n}`,
    shown(weights),
    shown(outcome),
    row.reach === null ? "-" : `${row.reach} ${verdict(weights, row.reach, row.n <= 100)}`,
    packages === null
      ? "-"
      : `${shown(packages)} ${row.packages!.name} (${(packages / weights).toFixed(1)} x)`,
    ...row.others.map(shown),
  ]
}

function verdict(time: number, reach: number, required: boolean): string {
  return time <= reach ? "reached" : required ? "MISSED (required)" : "missed"
}

const print = (cells: readonly string[]): void => {
  process.stdout.write(`| ${cells.join(" | ")} |\n`)
}

const largest = Number(process.argv[2] ?? 2000)
process.stdout.write(`T = 1260, median of nine warm runs, one thread, ms; Node ${process.version}\n\n`)
print([
  "",
  "weights",
  "with the outcome's figures",
  "reach",
  "JavaScript packages",
  "PyPortfolioOpt",
  "skfolio",
  "Riskfolio-Lib",
  "by hand on BLAS, 1 thread",
])
print(Array.from({ length: 9 }, () => "---"))
for (const row of benchRows) if (row.n <= largest) print(await line(row))
const whole = await wholeProcess(syntheticReturns(20))
print([
  "CSV in, JSON out, a whole process, hrp N=20",
  "-",
  whole === undefined ? "not built" : shown(whole),
  whole === undefined ? "300" : `300 ${verdict(whole, 300, true)}`,
  "-",
  "892",
  "1451",
  "2181",
  "-",
])

const processes = await processRows()
process.stdout.write(
  "\nWhole processes, start of Node and writing to disk included; median, ms; peak memory in MB\n\n",
)
print(["", "wall", "reach", "memory"])
print(Array.from({ length: 4 }, () => "---"))
for (const { name, milliseconds, reach, megabytes } of processes ?? []) {
  print([name, shown(milliseconds), `${reach} ${verdict(milliseconds, reach, true)}`, shown(megabytes)])
}
