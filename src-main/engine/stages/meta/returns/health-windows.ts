import type { SleeveHealth, WindowEvidence } from "#shared/model/decision"
import { canonicalRiskProfile } from "#shared/model/risk-profile"
import type { LedgerLine } from "#engine/ledger/read"
import { declaredStarts } from "./health-declaration"
import { contextOf, type HealthEvidence } from "./health-evidence"

/** The records of one window, in order. */
export interface WindowRecords {
  readonly intents: LedgerLine[]
  readonly outcomes: LedgerLine[]
}

/**
 * The expected windows with what became of each, by index. Expected are those the run declares, else those
 * with an intent, else those with an outcome; a window that left an outcome counts whether expected or not.
 * The last outcome of a window decides.
 */
export function windowsOf(
  evidence: HealthEvidence,
  riskProfile: string,
): { readonly windows: readonly WindowEvidence[]; readonly expectedFrom: SleeveHealth["expectedFrom"] } {
  const groups = groupByWindow(evidence.lines)
  const declared = declaredIndices(evidence, [...groups.keys()])
  const expectedFrom =
    declared.length > 0
      ? "declared"
      : evidence.lines.some((line) => statusOf(line) === "intent")
        ? "intents"
        : groups.size > 0
          ? "outcomes"
          : "none"
  const indices = [...new Set([...declared, ...groups.keys()])].sort((a, b) => a - b)
  return { windows: indices.map((index) => judgeWindow(index, groups.get(index), riskProfile)), expectedFrom }
}

/**
 * A record's `window_index` names its window. Old records lack it: then every outcome is a window of its
 * own, and so is every intent beyond them.
 */
export function groupByWindow(lines: readonly LedgerLine[]): Map<number, WindowRecords> {
  const groups = new Map<number, WindowRecords>()
  const groupOf = (index: number): WindowRecords => {
    const group = groups.get(index) ?? { intents: [], outcomes: [] }
    groups.set(index, group)
    return group
  }
  let nameless = { intents: 0, outcomes: 0 }
  for (const line of lines) {
    const kind = statusOf(line) === "intent" ? "intents" : "outcomes"
    const named = contextOf(line.record)["window_index"]
    if (typeof named !== "number") {
      groupOf(nameless[kind])[kind].push(line)
      nameless = { ...nameless, [kind]: nameless[kind] + 1 }
    } else groupOf(named)[kind].push(line)
  }
  return groups
}

/**
 * The indices of the declared windows. Producers number them by ordinal or by the first test row; the
 * numbering that explains most of the indices seen is the run's own.
 */
function declaredIndices({ declaration }: HealthEvidence, seen: readonly number[]): readonly number[] {
  if (declaration === null) return []
  const starts = declaredStarts(declaration)
  const numberings = [starts.map((_, k) => k), starts, starts.map((_, k) => k + 1)]
  const explained = numberings.map((indices) => {
    const known = new Set(indices)
    return seen.filter((index) => known.has(index)).length
  })
  return numberings[explained.indexOf(Math.max(...explained))]!
}

function judgeWindow(index: number, records: WindowRecords | undefined, riskProfile: string): WindowEvidence {
  const last = records?.outcomes.at(-1)
  const deciding = last ?? records?.intents.at(-1)
  const context = deciding === undefined ? {} : contextOf(deciding.record)
  const outcome = last === undefined ? "missing" : outcomeOf(last, riskProfile)
  const metrics = last === undefined ? null : metricsOf(last)
  return {
    index,
    outcome,
    attempts: records?.outcomes.length ?? 0,
    regime: textOrNull(context["regime"]),
    actual_profile: textOrNull(context["actual_profile"]),
    metrics,
    error: outcome === "failure" ? textOrNull(metrics?.["error"]) : null,
    line: deciding?.line ?? null,
  }
}

/** The platform puts the error of a failed step among its metrics (reference 1.12). */
function metricsOf({ record }: LedgerLine): WindowEvidence["metrics"] {
  const metrics = membersOf(membersOf(record["outcome"])?.["metrics"])
  return metrics as WindowEvidence["metrics"]
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : null
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null
}

function outcomeOf(line: LedgerLine, riskProfile: string): WindowEvidence["outcome"] {
  if (statusOf(line) !== "success") return "failure"
  const actual = contextOf(line.record)["actual_profile"]
  const same =
    typeof actual !== "string" ||
    (canonicalRiskProfile(actual) ?? actual) === canonicalRiskProfile(riskProfile)
  // An adaptive profile is meant to end as another one.
  return same || riskProfile === "adaptive" ? "success" : "fallback"
}

function statusOf({ record }: LedgerLine): unknown {
  return record["status"]
}
