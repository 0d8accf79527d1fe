import type { Allocation, Atom } from "./run"

/** A JSON value of a platform file; what `JSON.stringify` writes of it is its content. */
export type FileValue =
  | null
  | boolean
  | number
  | string
  | readonly FileValue[]
  | { readonly [key: string]: FileValue }

/**
 * `portfolio_candidates.json`: the selected atoms with their physical symbol and direction,
 * which is the mapping that flattening goes by (reference 3.2).
 */
export function candidatesFile(atoms: readonly Atom[]): FileValue {
  return atoms.map((atom) => ({
    symbol: atom.symbol,
    atom_id: atom.name,
    physical_symbol: atom.symbol,
    identity: atom.symbol.slice(atom.symbol.indexOf(":") + 1),
    exchange: atom.symbol.slice(0, Math.max(0, atom.symbol.indexOf(":"))),
    description: atom.description,
    sector: atom.sector,
    market: atom.market,
    asset_class: atom.assetClass,
    logic: atom.logic,
    direction: atom.direction,
  }))
}

/**
 * `portfolio_optimized_v2.json` (reference 3.7): weights of atoms. Every row is LONG and not negative,
 * short atoms too, because the optimiser sees their inverted streams.
 */
export function optimizedFile(allocations: readonly Allocation[], regime: string): FileValue {
  const profiles: { [name: string]: FileValue } = {}
  const registry: { [name: string]: FileValue } = {}
  for (const { riskProfile, atoms } of allocations) {
    const held = atoms.filter(({ weight }) => weight > 0)
    profiles[riskProfile] = {
      assets: byWeight(held).map(({ atom, weight }) => ({
        Symbol: atom.name,
        Weight: weight,
        Net_Weight: weight,
        Direction: "LONG",
        Cluster_ID: atom.sector,
        Type: "CORE",
        Description: atom.description,
        Sector: atom.sector,
        Market: atom.market,
      })),
      clusters: sectors(held).map((sector) => clusterRow(sector, held)),
    }
  }
  for (const { atoms } of allocations.slice(0, 1)) {
    for (const sector of sectors(atoms)) {
      const symbols = atoms.filter(({ atom }) => atom.sector === sector).map(({ atom }) => atom.name)
      registry[sector] = { symbols, primary_sector: sector }
    }
  }
  return {
    profiles,
    cluster_registry: registry,
    optimization: { regime: { name: regime }, metrics: {} },
    metadata: { cluster_cap: 0.25 },
  }
}

/** `portfolio_flattened.json` (reference 3.7): physical symbols with signed net and gross weights. */
export function flattenedFile(allocations: readonly Allocation[]): FileValue {
  const profiles: { [name: string]: FileValue } = {}
  for (const { riskProfile, holdings } of allocations) {
    profiles[riskProfile] = {
      assets: holdings.map(({ symbol, net, gross, description, sector, market }) => ({
        Symbol: symbol,
        Weight: gross ?? Math.abs(net),
        Net_Weight: net,
        ...(gross === null ? {} : { Gross_Weight: gross }),
        Direction: net > 0 ? "LONG" : net < 0 ? "SHORT" : "FLAT",
        Cluster_ID: sector,
        Description: description,
        Sector: sector,
        Market: market,
      })),
    }
  }
  return { profiles }
}

type HeldAtom = Allocation["atoms"][number]

function byWeight(held: readonly HeldAtom[]): HeldAtom[] {
  return [...held].sort((a, b) => b.weight - a.weight)
}

function sectors(held: readonly HeldAtom[]): string[] {
  return [...new Set(held.map(({ atom }) => atom.sector))]
}

function clusterRow(sector: string, held: readonly HeldAtom[]): FileValue {
  const members = byWeight(held.filter(({ atom }) => atom.sector === sector))
  let gross = 0
  for (const { weight } of members) gross += weight
  return {
    Cluster_Label: sector,
    Gross_Weight: gross,
    Net_Weight: gross,
    Lead_Asset: members[0]?.atom.name ?? null,
    Asset_Count: members.length,
    Type: "CORE",
    Sectors: [sector],
  }
}
