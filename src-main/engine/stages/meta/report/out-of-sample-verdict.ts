import type { OutOfSampleSection, RiskSection, SolvedSection, VerdictReason } from "#shared/model/report"
import { parseIsoDay } from "#shared/quantity/day"
import { SHORTEST_ANNUALISED_DAYS } from "#engine/numerics/calendar-days"

/** What keeps the weights of a run from being proven on rows they have not seen; empty when nothing does. */
export function outOfSampleReasons(sections: readonly RiskSection[]): readonly VerdictReason[] {
  const solved = sections.filter((section) => section.kind === "solved")
  const untested = solved.filter((section) => section.out_of_sample?.kind !== "tested")
  return [
    ...solved.flatMap((section) =>
      section.out_of_sample?.kind === "tested"
        ? testedReasons(section.risk_profile, section.out_of_sample)
        : [],
    ),
    ...(untested.length > 0 && untested.length === solved.length && untested.every(wasNotAsked)
      ? [noEvidence("every risk profile", null)]
      : untested.map((section) => noEvidence(section.risk_profile, section.out_of_sample))),
  ]
}

function wasNotAsked(section: SolvedSection): boolean {
  return section.out_of_sample === null
}

function noEvidence(where: string, told: SolvedSection["out_of_sample"]): VerdictReason {
  const why = told?.kind === "untested" ? `: ${told.problem.what} (${told.problem.seen})` : ""
  return {
    grade: "WARN",
    code: "NO_OUT_OF_SAMPLE",
    where,
    note: `the weights were judged on the rows they were solved on only${why}`,
  }
}

function testedReasons(where: string, section: OutOfSampleSection): VerdictReason[] {
  const reasons: VerdictReason[] = []
  const warn = (code: string, note: string) => reasons.push({ grade: "WARN", code, where, note })
  const { count, unsolved, fallback, proxied } = section.windows
  if (unsolved > 0) warn("BACKTEST_UNSOLVED", `${unsolved} of ${count} windows had no solution`)
  if (fallback > 0) {
    warn("BACKTEST_FALLBACK", `${fallback} of ${count} windows took the weights of a fallback profile`)
  }
  if (proxied > 0) {
    warn("BACKTEST_PROXY", `in ${proxied} of ${count} windows a nested profile had no solution`)
  }
  const { first, last } = section.walk_forward.figures
  const days = parseIsoDay(last)! - parseIsoDay(first)! + 1
  if (days < SHORTEST_ANNUALISED_DAYS) {
    warn("OUT_OF_SAMPLE_SHORT", `${days} calendar days out of sample are too few to annualise`)
  }
  if (section.walk_forward.lost_on !== null) {
    warn("TOTAL_LOSS", `out of sample all wealth was lost on ${section.walk_forward.lost_on}`)
  }
  return reasons
}
