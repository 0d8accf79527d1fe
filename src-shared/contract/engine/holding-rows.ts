import type { FlattenCheck, HoldingPath } from "#shared/model/holding"
import type { HoldingsRisk } from "#shared/model/report"

/** Where weight lies, from the root through nested sleeves to assets: one tree for map, grid and document. */
export interface HoldingsTree {
  readonly runId: string
  readonly metaProfile: string
  readonly riskProfile: string
  readonly root: ExposureNode
  /** Sleeves that a decision left out, which therefore have no place in the tree. */
  readonly leftOut: readonly LeftOutSleeve[]
  readonly totals: HoldingTotals
  readonly sectors: readonly string[]
  readonly markets: readonly string[]
  readonly check: FlattenCheck
  /** What the risk shares are of; null where they were not asked for. */
  readonly risk: HoldingsRisk | null
}

export interface LeftOutSleeve {
  /** As of an `ExposureNode`. */
  readonly path: string
  readonly id: string
  readonly status: "vetoed" | "missing"
  readonly why: string
}

/** The root, a sleeve, or an asset in a sleeve. Weights are fractions of the root, before netting across sleeves. */
export interface ExposureNode {
  /** Ids from the root's sleeve down, joined by "/"; an asset's ends with its symbol; "" for the root. */
  readonly path: string
  readonly id: string
  readonly kind: "meta" | "atomic" | "asset"
  /** Product of sleeve weights from the root; an asset has that of its sleeve. */
  readonly factor: number
  readonly gross: number
  readonly net: number
  /** What netting inside it took away: gross before less gross after. */
  readonly nettingLoss: number
  /** Of the risk that all holdings carry among themselves (see `risk`); null where an asset of it has none. */
  readonly riskShare: number | null
  readonly direction: "LONG" | "SHORT" | "FLAT"
  /** Assets only; "" otherwise. */
  readonly market: string
  readonly sector: string
  readonly description: string
  readonly health: "healthy" | "degraded" | "vetoed" | "unknown" | null
  readonly children: readonly ExposureNode[]
}

export interface HoldingTotals {
  readonly holdings: number
  /** Sum of sleeve weights: what was allocated. */
  readonly allocated: number
  readonly grossBefore: number
  readonly grossAfter: number
  readonly nettingLoss: number
  readonly net: number
  readonly long: number
  readonly short: number
  readonly overCap: number
}

/**
 * A page of a table as an Arrow IPC stream of at most 1 MB. Columns of holdings: symbol, description, sector, market,
 * type, direction, net, gross, netted, risk_share, contributors (joined by ", "), paths (count), over_cap, dust.
 */
export interface TablePage {
  readonly bytes: Uint8Array
  /** Row of the table that the page begins with, and how many it holds. */
  readonly first: number
  readonly count: number
  /** Rows of the whole table. */
  readonly rows: number
}

/** How a holding came to its weight. */
export interface HoldingDetail {
  readonly symbol: string
  readonly net: number
  readonly gross: number
  readonly direction: "LONG" | "SHORT" | "FLAT"
  readonly description: string
  readonly sector: string
  readonly market: string
  readonly type: string
  readonly overCap: boolean
  readonly dust: boolean
  readonly contributors: readonly string[]
  readonly paths: readonly HoldingPath[]
  readonly riskShare: number | null
  readonly riskShareWhy: string | null
  /** Its address as `figures.explain` takes it. */
  readonly figure: string
}

/** What has to be traded for the netted holdings of a run, by |net|. */
export interface TradedList {
  readonly capital: number
  readonly rows: readonly TradedRow[]
  /** Sums of the amounts: of all sides, of each, and of both together. */
  readonly gross: number
  readonly long: number
  readonly short: number
  readonly net: number
  /** Why there are amounts of money but no units. */
  readonly withoutUnits: string
}

export interface TradedRow {
  readonly symbol: string
  readonly description: string
  readonly direction: "LONG" | "SHORT"
  readonly net: number
  /** Capital times net, in the currency of the capital; negative is sold. */
  readonly amount: number
}
