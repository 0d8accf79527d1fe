import { z } from "zod"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import { ok, type Result } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { readSeries, type SeriesTable } from "#engine/artifacts/formats/series"
import { type CalendarFigures, calendarFigures } from "./calendar"
import type { MetaCheck, MetaCode, MetaLimits } from "./checks"
import { type PortfolioStatistics, portfolioStatistics } from "./portfolio-statistics"
import type { RunFiles } from "./run-files"

const weightsSchema = z.looseObject({
  weights: z.array(z.looseObject({ Symbol: z.string(), Weight: z.number() })),
})

const flattenedSchema = z.looseObject({
  weights: z.array(z.looseObject({ Symbol: z.string(), Weight: z.number(), Net_Weight: z.number() })),
})

/** What every meta profile of a run has, and what only the run's own has. */
const neededOfAny = ["meta_returns", "meta_optimized", "meta_cluster_tree"] as const
const neededOfRoot = [...neededOfAny, "portfolio_optimized_meta"] as const

/** Statistics of one risk profile under the platform's names; what was not reached is absent. */
export interface RiskStatistics extends Partial<PortfolioStatistics> {
  readonly meta_weights_sum?: number
  readonly n_sleeves?: number
  readonly calendar?: CalendarFigures
  readonly n_assets_flattened?: number
  readonly max_physical_weight?: number
  readonly directional_exposure?: {
    readonly gross_long: number
    readonly gross_short: number
    readonly net: number
  }
  readonly top_physical_assets?: readonly { readonly symbol: string; readonly weight: number }[]
}

export interface RiskValidation {
  readonly checks: readonly MetaCheck[]
  readonly artifacts: Readonly<Record<string, string | null>>
  readonly stats: RiskStatistics
}

/**
 * The platform's checks of one risk profile, in its order: what leaves nothing to look at further ends them. A
 * nested meta profile (`limits` null) has no physical portfolio of its own; the rest is looked at alike. Fails
 * only when a listed artifact is of another shape than its kind.
 */
export async function validateRisk(
  files: RunFiles,
  metaProfile: string,
  riskProfile: string,
  limits: MetaLimits | null,
): Promise<Result<RiskValidation>> {
  const checks: MetaCheck[] = []
  let stats: RiskStatistics = {}
  const needed = limits === null ? neededOfAny : neededOfRoot
  const entries = needed.map((kind) => [kind, files.find(kind, metaProfile, riskProfile)] as const)
  const artifacts = Object.fromEntries(entries.map(([kind, entry]) => [kind, entry?.path ?? null]))
  const tell = (passed: boolean, code: MetaCode, where: string, message: string) => {
    checks.push({ ok: passed, code, meta_profile: metaProfile, risk_profile: riskProfile, where, message })
    return passed
  }
  const done = () => ok({ checks, artifacts, stats })

  const missing = entries.flatMap(([kind, entry]) => missingReason(files, kind, entry))
  if (missing.length > 0) {
    tell(false, "META_MISSING_ARTIFACTS", "artifacts.json", missing.join("; "))
    return done()
  }
  const [returnsEntry, optimizedEntry, treeEntry, flattenedEntry] = entries.map(([, entry]) => entry!)
  const returns = await readReturns(files, returnsEntry!)
  if (!returns.ok) return returns
  const { days, columns } = returns.value
  if (days.length === 0 || columns.length === 0) {
    const seen = `${days.length} rows, ${columns.length} columns`
    tell(false, "META_EMPTY_RETURNS", returnsEntry!.path, seen)
    return done()
  }
  if (columns.length < 2) tell(false, "META_SINGLE_SLEEVE", returnsEntry!.path, `only ${columns[0]!.name}`)

  const optimized = files.json(optimizedEntry!, weightsSchema)
  if (!optimized.ok) return optimized
  const { weights } = optimized.value
  const at = `${optimizedEntry!.path} weights`
  if (weights.length === 0) {
    tell(false, "META_EMPTY_WEIGHTS", at, "no weights")
    return done()
  }
  if (weights.length < 2) tell(false, "META_SINGLE_WEIGHT", at, `only ${weights[0]!.Symbol}`)
  const matched = columns.flatMap(({ name, values }) => {
    const row = weights.find(({ Symbol: symbol }) => symbol === name)
    return row === undefined ? [] : [{ name, values, weight: row.Weight }]
  })
  stats = { meta_weights_sum: sumOf(weights.map((row) => row.Weight)), n_sleeves: weights.length }
  const strangers = weights.filter((row) => !matched.some(({ name }) => name === row.Symbol))
  if (strangers.length > 0) {
    const seen = strangers.map((row) => row.Symbol).join(", ")
    tell(false, "META_WEIGHT_COLUMN_MISMATCH", at, `no column of ${returnsEntry!.path} for ${seen}`)
    if (matched.length === 0) return done()
  }
  if (matched.length < 2) tell(false, "META_SINGLE_MATCH", at, `only ${matched[0]!.name} is a column`)
  const total = sumOf(matched.map(({ weight }) => weight))
  if (total <= 0) {
    tell(false, "META_BAD_WEIGHT_SUM", at, `the weights add up to ${total}`)
    return done()
  }
  stats = {
    ...stats,
    ...portfolioStatistics(
      days,
      matched.map(({ values }) => values),
      matched.map(({ weight }) => weight),
    ),
    calendar: calendarFigures(days),
  }

  if (limits !== null) {
    const physical = validatePhysical(files, flattenedEntry!, limits)
    if (!physical.ok) return physical
    stats = { ...stats, ...physical.value.stats }
    const { passed, code, where, message } = physical.value
    tell(passed, code, where, message)
    if (code === "META_EMPTY_FLATTENED") return done()
  }
  const tree = files.json(treeEntry!, weightsSchema)
  if (!tree.ok) return tree
  const leaves = tree.value.weights.length
  if (leaves === 0) tell(false, "META_CLUSTER_TREE_EMPTY", `${treeEntry!.path} weights`, "no weights")
  else tell(true, "META_CLUSTER_TREE", treeEntry!.path, `${leaves} sleeves`)
  return done()
}

/** The physical holdings, and how much of them is in one symbol. */
function validatePhysical(
  files: RunFiles,
  entry: ArtifactEntry,
  limits: MetaLimits,
): Result<{
  readonly stats: RiskStatistics
  readonly passed: boolean
  readonly code: MetaCode
  readonly where: string
  readonly message: string
}> {
  const flattened = files.json(entry, flattenedSchema)
  if (!flattened.ok) return flattened
  const holdings = flattened.value.weights
  if (holdings.length === 0) {
    const where = `${entry.path} weights`
    return ok({ stats: {}, passed: false, code: "META_EMPTY_FLATTENED", where, message: "no holdings" })
  }
  const physical = bySymbol(holdings)
  const { symbol, weight } = physical[0]!
  const passed = weight <= limits.maxPhysicalWeight
  return ok({
    stats: {
      n_assets_flattened: holdings.length,
      max_physical_weight: weight,
      directional_exposure: exposureOf(holdings.map((row) => row.Net_Weight)),
      top_physical_assets: physical.slice(0, 10),
    },
    passed,
    code: "META_CONCENTRATION",
    where: `${entry.path} ${symbol}`,
    message: `${formatPercent(weight)} in one symbol, ${passed ? "within" : "above"} ${formatPercent(limits.maxPhysicalWeight)}`,
  })
}

/** Why a needed artifact can't be used: not listed, gone, or not the one that was listed. */
function missingReason(files: RunFiles, kind: ArtifactKind, entry: ArtifactEntry | undefined): string[] {
  if (entry === undefined) return [`${kind} is not listed`]
  const bytes = files.read(entry)
  return bytes.ok ? [] : [`${kind} (${entry.path}): ${bytes.problems[0].seen}`]
}

async function readReturns(files: RunFiles, entry: ArtifactEntry): Promise<Result<SeriesTable>> {
  const bytes = files.read(entry)
  return bytes.ok ? readSeries(bytes.value, entry.path) : bytes
}

/** Weights of physical symbols, the largest first, ties by name. */
function bySymbol(rows: readonly { readonly Symbol: string; readonly Weight: number }[]) {
  const weights = new Map<string, number>()
  for (const row of rows) weights.set(row.Symbol, (weights.get(row.Symbol) ?? 0) + row.Weight)
  return [...weights]
    .map(([symbol, weight]) => ({ symbol, weight }))
    .sort((a, b) => b.weight - a.weight || (a.symbol < b.symbol ? -1 : 1))
}

function exposureOf(nets: readonly number[]) {
  const long = sumOf(nets.filter((net) => net > 0))
  const short = -sumOf(nets.filter((net) => net < 0))
  return { gross_long: long, gross_short: short, net: long - short }
}

/** Left to right. */
function sumOf(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}
