import type { RunRecord } from "#shared/model/run"

/** How the stamps of a stream are written: midnights without zone, an hour of the day, or a zone's midnights. */
export type Stamps = "dates" | { readonly hour: number } | { readonly midnightIn: string }

export type StreamFormat = "parquet" | "csv" | "pkl"

/** What became of one window's `backtest_optimize`; "retried" is an error followed by a success. */
export type WindowFate = "success" | "error" | "missing" | "retried" | "fallback"

export interface StreamOptions {
  readonly engine?: string
  readonly simulator?: string
  readonly risk: string
  /** Default: the sleeve's. */
  readonly values?: Values
  readonly days?: Int32Array
  readonly format?: StreamFormat
}

export type Values = ArrayLike<number> | ((t: number) => number)

export interface HoldingOptions {
  readonly symbol: string
  /** Signed: negative is short. */
  readonly net: number
  /** Long plus short; default |net|. */
  readonly gross?: number
  readonly description?: string
  readonly sector?: string
  readonly market?: string
}

/** Files and records a finished run has, to be left out. */
export type Lack =
  | "run"
  | "ledger"
  | "genesis"
  | "streams"
  | "flattened"
  | "optimized"
  | "candidates"
  | "synthetic"
  | "raw"
  | "resolved_manifest"

export interface SleeveOptions {
  /** Manifest profile; default: the sleeve's name. */
  readonly profile?: string
  /** Default: `<name>_run`. */
  readonly runId?: string
  /** Sign of the default holdings; default long. */
  readonly direction?: "long" | "short"
  /** The stream of every engine and risk profile; default: seeded by the sleeve's name and the risk profile. */
  readonly values?: Values
  /** Default: custom. */
  readonly engines?: readonly string[]
  /** Default: hrp, min_variance, equal_weight. */
  readonly risks?: readonly string[]
  /** Takes the place of engines x risks. */
  readonly streams?: readonly StreamOptions[]
  readonly format?: StreamFormat
  readonly stamps?: Stamps
  /** For all, or by risk profile (`hrp`) or engine and risk profile (`custom_hrp`); default six successes. */
  readonly health?: readonly WindowFate[] | Readonly<Record<string, readonly WindowFate[]>>
  /** Leaves the lengths of the walk-forward out of what the run declares. */
  readonly undeclaredWindows?: boolean
  /** Lines that are no JSON, put after the genesis record. */
  readonly unreadableLines?: number
  /** For all risk profiles, or by risk profile; default 0.6 of an own symbol and 0.4 of `X:SHARED`. */
  readonly holdings?: readonly HoldingOptions[] | Readonly<Record<string, readonly HoldingOptions[]>>
  /** Leaves `Gross_Weight` out of the flattened file. */
  readonly withoutGross?: boolean
  /** UTC time of the genesis record, which decides which run is the latest. */
  readonly started?: string
  /** Writes a `run.json` of ours beside the platform's files. */
  readonly record?: Partial<RunRecord>
  readonly lacks?: readonly Lack[]
  /** Row of every stream that gets this value (NaN, Infinity ...). */
  readonly plant?: { readonly at: number; readonly value: number }
  /** Row of every stream whose day is written twice. */
  readonly duplicateAt?: number
  /** Changes a synthetic atom column, so that the sign test fails: the column's name and what is added. */
  readonly tamperAtom?: { readonly atom: string; readonly by: number }
}

/** `health({ success: 3, error: 1 })`: the fates in the order named. */
export function health(counts: Partial<Record<WindowFate, number>>): WindowFate[] {
  return Object.entries(counts).flatMap(([fate, count]) => Array<WindowFate>(count).fill(fate as WindowFate))
}
