import type { Alignment } from "#shared/model/alignment"
import type { MetaDecisions, SleeveHealth } from "#shared/model/decision"
import type { FlattenCheck, FlattenedPortfolio } from "#shared/model/holding"
import type { FigureSet } from "#shared/model/figure-set"
import type {
  AllocationSection,
  Anomaly,
  HoldingsSection,
  NodeSection,
  SolvedSection,
} from "#shared/model/report"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { MetaOptimized } from "#shared/model/weights"
import { ok, type Result } from "#shared/problem/result"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { correlationMatrix } from "#engine/measures/correlation"
import { effectiveN } from "#engine/measures/effective-n"
import { riskShares } from "#engine/measures/risk-share"
import { columnOf, type ReturnFrame } from "#engine/numerics/frame"
import { readJsonArtifact } from "../artifact-json"
import { figureSet } from "../figure-set"
import { everyMeta } from "../nodes"
import { readNodeReturns } from "../returns/node-returns"
import { riskOfHoldings } from "./holdings-risk"
import { inSampleFigures } from "./in-sample"
import type { PhysicalReturns } from "./physical-returns"

const TOP_HOLDINGS = 10
/** Beyond these a figure is more likely an error in the data than a result (reference 1.8). */
const SHARPE_ANOMALY = 10
const VOLATILITY_ANOMALY = 2

/** The section of one risk profile, from what the earlier stages wrote and the raw returns of what is held. */
export async function solvedSection(
  directory: RunDirectory,
  root: ResolvedMeta,
  risk: RiskProfile,
  outOfSample: SolvedSection["out_of_sample"],
  physical: PhysicalReturns,
): Promise<Result<SolvedSection>> {
  const key = { metaProfile: root.profile, riskProfile: risk }
  const optimized = readJsonArtifact<MetaOptimized>(directory, { kind: "meta_optimized", ...key })
  if (!optimized.ok) return optimized
  const returns = await readNodeReturns(directory, root, risk)
  if (!returns.ok) return returns
  const holdings = holdingsSection(directory, root, risk, physical)
  if (!holdings.ok) return holdings

  const nodes: NodeSection[] = []
  for (const node of everyMeta(root)) {
    const section = await nodeSection(directory, node, risk, root.settings.allocation)
    if (!section.ok) return section
    nodes.push(section.value)
  }

  const { frame } = returns.value
  const weightOf = new Map(optimized.value.weights.map((row) => [row.Symbol, row.Weight]))
  const weights = frame.names.map((name) => weightOf.get(name) ?? 0)
  const inSample = inSampleFigures(
    `${root.profile}, ${risk}: in sample, the rows the weights were solved on`,
    frame,
    weights,
    root.settings.allocation,
  )
  return ok({
    kind: "solved",
    risk_profile: risk,
    in_sample: inSample,
    out_of_sample: outOfSample,
    allocation: allocationSection(root, optimized.value, riskShareOf(frame, weights)),
    correlations: correlationsOf(frame),
    holdings: holdings.value,
    nodes,
    anomalies: [...testedFigures(outOfSample), inSample, ...nodes.flatMap((node) => node.sleeves)].flatMap(
      anomaliesOf,
    ),
  })
}

/** The walk-forward's own figures; those of its baselines are no results of this run. */
function testedFigures(outOfSample: SolvedSection["out_of_sample"]): readonly FigureSet[] {
  return outOfSample?.kind === "tested" ? [outOfSample.walk_forward.figures] : []
}

/** Risk shares on the joined rows by sleeve; empty without variance. */
function riskShareOf(frame: ReturnFrame, weights: readonly number[]): ReadonlyMap<string, number> {
  const shares = riskShares(frame, weights)
  return new Map(shares === null ? [] : frame.names.map((name, i) => [name, shares[i]!]))
}

function allocationSection(
  root: ResolvedMeta,
  { weights, outcome }: MetaOptimized,
  shares: ReadonlyMap<string, number>,
): AllocationSection {
  const binding = new Set(outcome.bounds.binding)
  return {
    rows: weights.map((row) => ({
      id: row.Symbol,
      weight: row.Weight,
      min_weight: row.Min_Weight,
      max_weight: row.Max_Weight,
      at_bound: binding.has(row.Symbol),
      risk_share: shares.get(row.Symbol) ?? null,
      engine: root.settings.allocation.engine,
    })),
    effective_n: effectiveN(weights.map((row) => row.Weight)),
    outcome,
  }
}

function holdingsSection(
  directory: RunDirectory,
  root: ResolvedMeta,
  risk: RiskProfile,
  physical: PhysicalReturns,
): Result<HoldingsSection> {
  const key = { metaProfile: root.profile, riskProfile: risk }
  const flattened = readJsonArtifact<FlattenedPortfolio>(directory, {
    kind: "portfolio_optimized_meta",
    ...key,
  })
  if (!flattened.ok) return flattened
  const check = readJsonArtifact<FlattenCheck>(directory, { kind: "meta_flatten_check", ...key })
  if (!check.ok) return check
  const { risk: shared, bySymbol } = riskOfHoldings(flattened.value.weights, physical)
  return ok({
    count: flattened.value.weights.length,
    top: flattened.value.weights
      .slice(0, TOP_HOLDINGS)
      .map(({ Symbol, Market, Direction, Net_Weight, Gross_Weight, Contributors }) => ({
        Symbol,
        Market,
        Direction,
        Net_Weight,
        Gross_Weight,
        Contributors,
        risk_share: bySymbol.get(Symbol)!.share,
        risk_share_why: bySymbol.get(Symbol)!.why,
      })),
    risk: shared,
    check: check.value,
  })
}

async function nodeSection(
  directory: RunDirectory,
  node: ResolvedMeta,
  risk: RiskProfile,
  settings: ResolvedMeta["settings"]["allocation"],
): Promise<Result<NodeSection>> {
  const key = { metaProfile: node.profile, riskProfile: risk }
  const decisions = readJsonArtifact<MetaDecisions>(directory, {
    kind: "meta_decisions",
    ...key,
  })
  if (!decisions.ok) return decisions
  const health = readJsonArtifact<{ sleeves: SleeveHealth[] }>(directory, { kind: "meta_health", ...key })
  if (!health.ok) return health
  const alignment = readJsonArtifact<Alignment>(directory, { kind: "meta_alignment", ...key })
  if (!alignment.ok) return alignment
  const returns = await readNodeReturns(directory, node, risk)
  if (!returns.ok) return returns
  const { frame } = returns.value
  return ok({
    meta_profile: node.profile,
    decisions: decisions.value,
    health: health.value.sleeves,
    alignment: alignment.value,
    sleeves: frame.names.map((name, i) =>
      figureSet(
        `${name}, on the joined rows of ${node.profile}`,
        frame.days,
        columnOf(frame, i),
        settings.risk_free_rate,
        settings.periods_per_year,
      ),
    ),
  })
}

function correlationsOf(frame: ReturnFrame): SolvedSection["correlations"] {
  return { ids: frame.names, matrix: correlationMatrix(frame) }
}

function anomaliesOf(set: FigureSet): Anomaly[] {
  const limits: Readonly<Record<string, number>> = { sharpe: SHARPE_ANOMALY, volatility: VOLATILITY_ANOMALY }
  return set.figures.flatMap(({ key, value }) => {
    const limit = limits[key]
    if (limit === undefined || value === null || Math.abs(value) <= limit) return []
    return [{ where: set.title, figure: key, value, limit }]
  })
}
