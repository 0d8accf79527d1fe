import type {
  ExposureNode,
  HoldingsTree,
  HoldingTotals,
  LeftOutSleeve,
} from "#shared/contract/engine/holding-rows"
import type { MetaDecisions, SleeveDecision } from "#shared/model/decision"
import type { HoldingPath, HoldingRow, NodeExposure } from "#shared/model/holding"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RunHoldings } from "./run-holdings"

/** Where a run's weight lies, from the root through nested sleeves to assets. */
export function exposureTree(holdings: RunHoldings): HoldingsTree {
  const { portfolio, check, risks, root } = holdings
  const assets = assetsByPlace(holdings)
  const tree = nodeOf(check.root, root, [], { holdings, assets })
  const known = (key: "Sector" | "Market") =>
    [...new Set(portfolio.weights.map((row) => row[key]).filter((name) => name !== ""))].sort()
  return {
    runId: holdings.runId,
    metaProfile: root.profile,
    riskProfile: holdings.riskProfile,
    root: tree,
    leftOut: leftOutBelow(holdings, root, []),
    totals: totalsOf(holdings),
    sectors: known("Sector"),
    markets: known("Market"),
    check,
    risk: risks?.risk ?? null,
  }
}

function totalsOf({ portfolio, check }: RunHoldings): HoldingTotals {
  let allocated = 0
  let long = 0
  let short = 0
  for (const weight of Object.values(portfolio.metadata.sleeve_weights)) allocated += weight
  for (const { Net_Weight: net } of portfolio.weights) {
    if (net > 0) long += net
    else short -= net
  }
  const { grossBefore, grossAfter, nettingLoss, net } = check.root
  return {
    holdings: portfolio.weights.length,
    allocated,
    grossBefore,
    grossAfter,
    nettingLoss,
    net,
    long,
    short,
    overCap: check.concentration.above.length,
  }
}

interface TreeContext {
  readonly holdings: RunHoldings
  readonly assets: ReadonlyMap<string, readonly ExposureNode[]>
}

function nodeOf(
  exposure: NodeExposure,
  meta: ResolvedMeta | undefined,
  place: readonly string[],
  context: TreeContext,
): ExposureNode {
  const children =
    exposure.kind === "atomic"
      ? (context.assets.get(place.join("/")) ?? [])
      : exposure.sleeves.map((sleeve) => {
          const own = meta?.sleeves.find(({ id }) => id === sleeve.id)
          const below = own?.kind === "meta" ? own.node : undefined
          const node = nodeOf(sleeve, below, [...place, sleeve.id], context)
          return { ...node, health: healthOf(context.holdings, meta, sleeve.id) }
        })
  const net = exposure.factor * exposure.net
  return {
    path: place.join("/"),
    id: exposure.id,
    kind: exposure.kind,
    factor: exposure.factor,
    gross: exposure.factor * exposure.grossBefore,
    net,
    nettingLoss: exposure.factor * exposure.nettingLoss,
    riskShare: sumOfShares(children),
    direction: directionOf(net),
    market: "",
    sector: "",
    description: "",
    health: null,
    children,
  }
}

function healthOf(holdings: RunHoldings, meta: ResolvedMeta | undefined, id: string) {
  if (meta === undefined) return null
  return decisionsOn(holdings, meta).find((sleeve) => sleeve.id === id)?.health?.verdict ?? null
}

/** None where the node was not decided on. */
function decisionsOn({ run, riskProfile }: RunHoldings, meta: ResolvedMeta): readonly SleeveDecision[] {
  const decisions = run.json<MetaDecisions>("meta_decisions", meta.profile, riskProfile)
  return decisions.ok ? decisions.value.sleeves : []
}

function leftOutBelow(holdings: RunHoldings, meta: ResolvedMeta, place: readonly string[]): LeftOutSleeve[] {
  const decisions = decisionsOn(holdings, meta)
  return meta.sleeves.flatMap((sleeve) => {
    const path = [...place, sleeve.id]
    const decision = decisions.find(({ id }) => id === sleeve.id)
    if (decision !== undefined && decision.status !== "included") {
      const { status, note } = decision
      return [{ path: path.join("/"), id: sleeve.id, status, why: note }]
    }
    return sleeve.kind === "meta" ? leftOutBelow(holdings, sleeve.node, path) : []
  })
}

/** Rows of one symbol in one sleeve are one asset; in the order of the portfolio. */
function assetsByPlace({ portfolio, risks }: RunHoldings): ReadonlyMap<string, readonly ExposureNode[]> {
  const byPlace = new Map<string, ExposureNode[]>()
  for (const row of portfolio.weights) {
    const share = risks?.bySymbol.get(row.Symbol)?.share ?? null
    const ways = new Map<string, HoldingPath[]>()
    for (const path of row.Paths) {
      const place = path.sleeves.join("/")
      ways.set(place, [...(ways.get(place) ?? []), path])
    }
    for (const [place, paths] of ways) {
      const own = byPlace.get(place) ?? []
      own.push(assetOf(row, place, paths, share))
      byPlace.set(place, own)
    }
  }
  return byPlace
}

function assetOf(
  row: HoldingRow,
  place: string,
  paths: readonly HoldingPath[],
  share: number | null,
): ExposureNode {
  const factor = paths[0]!.factors.reduce((product, one) => product * one, 1)
  let net = 0
  let gross = 0
  for (const path of paths) {
    net += path.net
    gross += factor * path.leafGross
  }
  return {
    path: `${place}/${row.Symbol}`,
    id: row.Symbol,
    kind: "asset",
    factor,
    gross,
    net,
    nettingLoss: gross - Math.abs(net),
    // Shares are linear in the weight; of what is netted to nothing the parts are not known.
    riskShare: share === null || row.Net_Weight === 0 ? null : (share * net) / row.Net_Weight,
    direction: directionOf(net),
    market: row.Market,
    sector: row.Sector,
    description: row.Description,
    health: null,
    children: [],
  }
}

function sumOfShares(children: readonly ExposureNode[]): number | null {
  let sum = 0
  for (const { riskShare } of children) {
    if (riskShare === null) return null
    sum += riskShare
  }
  return children.length === 0 ? null : sum
}

function directionOf(net: number): ExposureNode["direction"] {
  return net > 0 ? "LONG" : net < 0 ? "SHORT" : "FLAT"
}
