import type { Problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import { type FiledAsset, shapeProblem } from "./holdings-file"
import { type AtomMap, physicalAtom } from "./physical-symbol"

/** A physical asset of a leaf sleeve; weights are fractions of the sleeve. */
export interface LeafHolding {
  readonly symbol: string
  /** Signed: negative is short. */
  readonly net: number
  /** Long plus short. */
  readonly gross: number
  /** The file gave no gross weight, so |net| stands for it. */
  readonly grossAssumed: boolean
  readonly description: string
  readonly sector: string
  readonly market: string
  readonly type: string
}

/** What a reader of the holdings should be told. */
export interface HoldingFlags {
  /** No flattened portfolio: collapsed from the weights of atoms. */
  readonly fromAtoms: boolean
  /** Atoms whose symbol had to be read from their name. */
  readonly symbolsCut: readonly string[]
  /** Symbols whose Direction contradicts the sign of their net weight. */
  readonly signConflicts: readonly string[]
  /** Share of the sleeve left in cash on purpose; null when nothing is recorded. */
  readonly cash: number | null
  /** Engine that made the weights; the platform's production weights are custom's (reference 3.7). */
  readonly engine: string
}

interface Rows {
  readonly rows: readonly LeafHolding[]
  readonly flags: Omit<HoldingFlags, "cash" | "engine">
}

/** |net| may exceed gross by what ten significant digits lose. */
const ROUNDING = 1e-9

/** The rows of a flattened portfolio: symbols are physical and taken as they are, whatever they contain. */
export function rowsOfFlattened(assets: readonly FiledAsset[], where: string): Result<Rows> {
  const problems: Problem[] = []
  const signConflicts: string[] = []
  const rows = assets.map((asset, index) => {
    const short = asset.Direction?.toUpperCase() === "SHORT"
    const net = asset.Net_Weight ?? (short ? -Math.abs(asset.Weight) : asset.Weight)
    const size = Math.abs(net)
    const gross = asset.Gross_Weight
    if (gross !== undefined && gross < size - ROUNDING) {
      problems.push(
        shapeProblem(`${where}[${index}]`, `${asset.Symbol}: gross ${gross} is below |net| ${size}`),
      )
    }
    if ((short && net > 0) || (asset.Direction?.toUpperCase() === "LONG" && net < 0))
      signConflicts.push(asset.Symbol)
    return {
      symbol: asset.Symbol,
      net,
      gross: gross === undefined ? size : Math.max(gross, size),
      grossAssumed: gross === undefined,
      ...labelsOf(asset),
    }
  })
  return okUnless(problems, { rows, flags: { fromAtoms: false, symbolsCut: [], signConflicts } })
}

/**
 * Atoms collapsed to their physical symbols. Their weights are those of the solver, where a short atom is a
 * long position in an inverted stream, so that the sign comes from the direction. Symbols in order of
 * appearance; labels are those of the symbol's first atom.
 */
export function rowsOfAtoms(assets: readonly FiledAsset[], where: string, map: AtomMap): Result<Rows> {
  const problems: Problem[] = []
  const symbolsCut: string[] = []
  const rows = new Map<string, LeafHolding>()
  for (const [index, asset] of assets.entries()) {
    const atom = physicalAtom(asset.Symbol, map, [])
    if (atom === undefined) {
      problems.push(
        shapeProblem(
          `${where}[${index}].Symbol`,
          `${asset.Symbol}: neither mapped nor named with a symbol and LONG or SHORT`,
        ),
      )
      continue
    }
    if (atom.cut) symbolsCut.push(asset.Symbol)
    const size = Math.abs(asset.Weight)
    const known = rows.get(atom.symbol)
    rows.set(atom.symbol, {
      symbol: atom.symbol,
      net: (known?.net ?? 0) + (atom.direction === "SHORT" ? -size : size),
      gross: (known?.gross ?? 0) + size,
      grossAssumed: false,
      ...(known === undefined ? labelsOf(asset) : labels(known)),
    })
  }
  return okUnless(problems, {
    rows: [...rows.values()],
    flags: { fromAtoms: true, symbolsCut, signConflicts: [] },
  })
}

type Labels = Pick<LeafHolding, "description" | "sector" | "market" | "type">

/** The platform's defaults (reference 1.7.4). */
function labelsOf(asset: FiledAsset): Labels {
  return {
    description: asset.Description ?? "N/A",
    sector: asset.Sector ?? asset.Sector_ID ?? "N/A",
    market: asset.Market ?? "UNKNOWN",
    type: asset.Type ?? "CORE",
  }
}

function labels({ description, sector, market, type }: LeafHolding): Labels {
  return { description, sector, market, type }
}
