import type { PyValue } from "./python-json"
import type { WalkForward } from "./windows"

/** A file of a workspace, its path relative to the workspace or to the run, with forward slashes. */
export interface WorkspaceFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** A strategy atom: one asset under one logic and direction. */
export interface Atom {
  /** `EXCHANGE:SYMBOL_logic_DIRECTION`. */
  readonly name: string
  /** The physical symbol. */
  readonly symbol: string
  readonly logic: string
  readonly direction: "LONG" | "SHORT"
  readonly description: string
  readonly sector: string
  readonly market: string
  readonly assetClass: string
}

/** Simple returns per day of several columns on the same UTC days. */
export interface ReturnTable {
  readonly days: Int32Array
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}

/** A backtest's daily returns, filed as `<engine>_<simulator>_<riskProfile>`. */
export interface Stream {
  readonly engine: string
  readonly simulator: string
  readonly riskProfile: string
  readonly days: Int32Array
  readonly values: Float64Array
}

/** What one window gave for one engine and risk profile. */
export interface WindowOutcome {
  readonly index: number
  readonly engine: string
  readonly riskProfile: string
  readonly regime: string
  readonly optimize:
    | { readonly status: "success"; readonly weights: readonly number[]; readonly actualProfile: string }
    | { readonly status: "error"; readonly error: string }
    /** Asked, and no outcome was ever written. */
    | { readonly status: "missing" }
  /** Absent when there were no weights to simulate. */
  readonly simulate?: {
    readonly simulator: string
    readonly metrics: { readonly [name: string]: PyValue }
    readonly dailyReturns: readonly number[]
  }
}

/** A leaf holding as the platform files it. */
export interface FiledHolding {
  readonly symbol: string
  readonly net: number
  /** Long plus short; null leaves the key out, as old files do. */
  readonly gross: number | null
  readonly description: string
  readonly sector: string
  readonly market: string
}

/** The weights of one risk profile: of atoms (never negative) and what they are physically. */
export interface Allocation {
  readonly riskProfile: string
  readonly atoms: readonly { readonly atom: Atom; readonly weight: number }[]
  readonly holdings: readonly FiledHolding[]
}

/** Everything a finished atomic run of the platform leaves behind. */
export interface PlatformRun {
  readonly runId: string
  readonly profile: string
  /** UTC milliseconds; the ledger's first stamp. */
  readonly started: number
  readonly manifestSha256: string
  /** The flattened settings dump, without profile, run id and windows. */
  readonly settings: { readonly [key: string]: PyValue }
  readonly walkForward: WalkForward
  readonly engines: readonly string[]
  readonly simulators: readonly string[]
  readonly riskProfiles: readonly string[]
  readonly atoms: readonly Atom[]
  /** Physical symbols. */
  readonly raw: ReturnTable
  /** Atoms: long as it is, short inverted. */
  readonly synthetic: ReturnTable
  readonly streams: readonly Stream[]
  readonly windows: readonly WindowOutcome[]
  readonly allocations: readonly Allocation[]
  readonly regime: string
}
