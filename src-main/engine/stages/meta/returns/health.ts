import type { HealthVerdict, LedgerChain, SleeveHealth, WindowEvidence } from "#shared/model/decision"
import { failed, ok, type Result } from "#shared/problem/result"
import { runFiles } from "#engine/artifacts/names"
import { chainStateOf } from "#engine/ledger/chain-state"
import { skimLedger } from "#engine/ledger/skim"
import { declarationOf } from "./health-declaration"
import {
  evidenceBytes,
  gatherEvidence,
  type HealthEvidence,
  type JudgedRecords,
  parseEvidence,
} from "./health-evidence"
import { windowsOf } from "./health-windows"

/** Whose health is judged, for which stream. */
export interface HealthRequest {
  readonly sleeveId: string
  /** The run directory, absolute. */
  readonly runPath: string
  /** Engine and risk profile of the stream that is consumed, not those that were asked for. */
  readonly engine: string
  readonly riskProfile: string
  /** Smallest share of successful windows that passes, inclusive. */
  readonly threshold: number
  /**
   * Hash every record of the ledger rather than those that are evidence: a record can then not be made into one that
   * is none, which its hash alone would tell. It takes long; strict runs do, and a run that declares no windows is
   * always judged so.
   */
  readonly everyRecord?: boolean
}

export interface JudgedHealth {
  readonly health: SleeveHealth
  /** The ledger lines used and what they were held against; `judgeEvidence` gives the same verdict from it. */
  readonly evidence: Uint8Array
}

/** How a sleeve's health is judged for a stream. */
export type HealthJudge = (request: HealthRequest) => Result<JudgedHealth>

/**
 * Judges a sleeve by its walk-forward (design 5.4): successes / expected windows for the engine and risk
 * profile of the consumed stream. A run without a ledger, or without a line about them, is `unknown`, and so is
 * one whose ledger's chain is broken, unless even what is left of it is below the threshold; what that means is
 * the caller's policy. Fails only when the ledger can't be read.
 */
export function judgeHealth(request: HealthRequest): Result<JudgedHealth> {
  const ledger = skimLedger(`${request.runPath}/${runFiles.ledger}`)
  if (!ledger.ok && ledger.problems[0].code !== "ledger.missing") {
    return failed({ ...ledger.problems[0], where: `sleeve ${request.sleeveId}: ${runFiles.ledger}` })
  }
  const content: JudgedRecords = ledger.ok
    ? { records: ledger.value.records, unreadable: ledger.value.unreadable.length }
    : { records: [], unreadable: 0 }
  const declaration = declarationOf(request.runPath, content.records)
  // Where windows are declared, one whose records were made something else is missing; elsewhere it would be forgotten.
  const isEveryHashed = request.everyRecord === true || declaration === null
  const known = isEveryHashed ? { ledger: chainStateOf(content) } : {}
  const evidence = gatherEvidence({ ...content, ...known }, request, declaration)
  return ok({ health: judge(evidence, request), evidence: evidenceBytes(evidence) })
}

/** `judgeHealth` from the evidence that an earlier judgement kept. Fails with `file.format`. */
export function judgeEvidence(
  bytes: Uint8Array,
  request: Omit<HealthRequest, "runPath">,
): Result<SleeveHealth> {
  const evidence = parseEvidence(bytes)
  return evidence.ok ? ok(judge(evidence.value, request)) : evidence
}

/** The same evidence for a sleeve under another name or threshold. */
export function atThreshold(
  health: SleeveHealth,
  { sleeveId, threshold }: Pick<HealthRequest, "sleeveId" | "threshold">,
): SleeveHealth {
  const verdict = verdictOf(health.ratio, threshold, health.windows, health.ledger)
  return { ...health, id: sleeveId, threshold, verdict }
}

function judge(evidence: HealthEvidence, request: Omit<HealthRequest, "runPath">): SleeveHealth {
  const { windows, expectedFrom } = windowsOf(evidence, request.riskProfile)
  const success = windows.filter(({ outcome }) => outcome === "success" || outcome === "fallback").length
  const ratio = evidence.lines.length === 0 || windows.length === 0 ? null : success / windows.length
  return {
    id: request.sleeveId,
    verdict: verdictOf(ratio, request.threshold, windows, evidence.ledger),
    engine: request.engine,
    riskProfile: request.riskProfile,
    threshold: request.threshold,
    success,
    expected: windows.length,
    expectedFrom,
    ratio,
    unreadableLines: evidence.unreadableLines,
    ledger: evidence.ledger,
    windows,
  }
}

function verdictOf(
  ratio: number | null,
  threshold: number,
  windows: readonly WindowEvidence[],
  ledger: LedgerChain,
): HealthVerdict {
  if (ratio === null) return "unknown"
  // Whoever breaks a chain must not get a failing sleeve in.
  if (ratio < threshold) return "vetoed"
  if (ledger.chain === "broken") return "unknown"
  const blemished = windows.some(({ outcome }) => outcome === "missing" || outcome === "fallback")
  return blemished ? "degraded" : "healthy"
}
