import type { Alignment } from "./alignment"
import type { BacktestWindow, TestedProfile, UntestedProfile } from "./backtest"
import type { MetaDecisions, SleeveHealth } from "./decision"
import type { Figure } from "./figure"
import type { PortfolioFigureSet, FigureSet } from "./figure-set"
import type { FlattenCheck, HoldingRow } from "./holding"
import type { OptimizeOutcome } from "./optimize"
import type { Problem } from "#shared/problem/problem"
import type { Provenance, ProvenanceRecord, ProvenanceRecords } from "./provenance"
import type { SettingLayer } from "./settings"
import type { SignTest } from "./sign-test"

/** `meta_report_<meta>.json`: markdown, screen and PDF are renderings of this (design 5.7). */
export interface MetaReport {
  readonly schema: 1
  /** The only part that names this run, its times and its environment. */
  readonly header: ReportHeader
  readonly meta_profile: string
  readonly description: string
  readonly verdict: Verdict
  readonly completeness: readonly CompletenessRow[]
  readonly risk_profiles: readonly RiskSection[]
  readonly sign_test: SignTestSection
  readonly settings: readonly SettingRow[]
  /** What of the manifest and the pins is odd but not wrong. */
  readonly remarks: readonly Problem[]
  /** What every figure of the run stands on; `src-shared/report/explain-report.ts` walks it back. */
  readonly provenance: Provenance
}

/** The file: the definitions of figures once, and sections whose figures hold only what is their own. */
export interface StoredReport extends Omit<MetaReport, "risk_profiles"> {
  readonly definitions: Readonly<
    Record<string, Pick<Figure, "title" | "unit" | "definition" | "undefinedWhen">>
  >
  /** Whole again by `readReport` of `src-shared/report/definitions.ts`. */
  readonly risk_profiles: readonly unknown[]
}

export interface ReportHeader {
  readonly run_id: string
  readonly generated: string
  readonly workspace: string
  readonly program_version: string
  readonly environment: Readonly<Record<string, string>>
  /** Head of the ledger as of before the report's own intent. */
  readonly ledger: {
    readonly record: number
    readonly head: string
    /** The records that figures refer to, up to the report's own intent. */
    readonly records: readonly ProvenanceRecord[]
    readonly written: ProvenanceRecords["written"]
  }
}

export interface Verdict {
  readonly grade: "PASS" | "WARN" | "FAIL"
  readonly reasons: readonly VerdictReason[]
}

export interface VerdictReason {
  readonly grade: "WARN" | "FAIL"
  readonly code: string
  readonly where: string
  readonly note: string
}

export interface CompletenessRow {
  readonly artifact: string
  readonly risk_profile: string | null
  readonly present: boolean
  readonly path: string | null
  readonly sha256: string | null
}

export interface SignTestSection {
  /** Why there is no result when the gate is off. */
  readonly ran: boolean
  readonly result: SignTest | null
}

export interface SettingRow {
  readonly path: string
  readonly value: string
  readonly origin: SettingLayer
}

export type RiskSection = SolvedSection | UnsolvedSection

export interface UnsolvedSection {
  readonly kind: "unsolved"
  readonly risk_profile: string
  readonly problems: readonly {
    readonly code: string
    readonly what: string
    readonly where: string
    readonly seen: string
    readonly remedy: string
  }[]
}

export interface SolvedSection {
  readonly kind: "solved"
  readonly risk_profile: string
  /** Figures of the weights on the rows they were solved on. */
  readonly in_sample: PortfolioFigureSet
  /** From the walk-forward, why it gave nothing, or null in a run without one. */
  readonly out_of_sample: OutOfSampleSection | UntestedProfile | null
  readonly allocation: AllocationSection
  readonly correlations: {
    readonly ids: readonly string[]
    readonly matrix: readonly (readonly (number | null)[])[]
  }
  readonly holdings: HoldingsSection
  readonly nodes: readonly NodeSection[]
  readonly anomalies: readonly Anomaly[]
}

/** A tested risk profile without what only `meta_backtest_<meta>.json` needs to hold. */
export interface OutOfSampleSection extends Omit<TestedProfile, "windows"> {
  /** How the figures came to be. */
  readonly rules: readonly string[]
  readonly windows: {
    readonly count: number
    /** Those that kept what was held, or took equal weights. */
    readonly unsolved: number
    readonly fallback: number
    /** Those in which equal weights stand in for a nested profile. */
    readonly proxied: number
    /** The newest of them, in their order. */
    readonly last: readonly Pick<BacktestWindow, "held" | "source" | "weights" | "turnover" | "return">[]
  }
}

export interface AllocationSection {
  readonly rows: readonly AllocationRow[]
  readonly effective_n: number
  readonly outcome: OptimizeOutcome
}

export interface AllocationRow {
  readonly id: string
  readonly weight: number
  readonly min_weight: number
  readonly max_weight: number
  readonly at_bound: boolean
  /** w_i (Sw)_i / w'Sw on the joined rows; null without variance. */
  readonly risk_share: number | null
  readonly engine: string
}

export interface HoldingsSection {
  readonly count: number
  readonly top: readonly HoldingTold[]
  /** What the risk shares of holdings are of. */
  readonly risk: HoldingsRisk
  readonly check: FlattenCheck
}

export interface HoldingTold
  extends Pick<
    HoldingRow,
    "Symbol" | "Market" | "Direction" | "Net_Weight" | "Gross_Weight" | "Contributors"
  > {
  /** null when it is undefined; `risk_share_why` then says the reason. */
  readonly risk_share: number | null
  readonly risk_share_why: string | null
}

export interface HoldingsRisk {
  readonly definition: string
  /** The days that all holdings with raw returns have; null without any. */
  readonly first: string | null
  readonly last: string | null
  readonly rows: number
  /** Holdings with a net weight, and those of them that raw returns are known of. */
  readonly held: number
  readonly covered: number
  /** What these hold of the sum of |net|: the shares are of the risk that they carry among themselves. */
  readonly covered_net: number
}

/** A meta profile of the tree: its sleeves' decisions, health and alignment, the root first. */
export interface NodeSection {
  readonly meta_profile: string
  readonly decisions: MetaDecisions
  readonly health: readonly SleeveHealth[]
  readonly alignment: Alignment
  readonly sleeves: readonly FigureSet[]
}

export interface Anomaly {
  readonly where: string
  readonly figure: string
  readonly value: number
  readonly limit: number
}
