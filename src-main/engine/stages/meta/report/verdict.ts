import { outOfSampleReasons } from "./out-of-sample-verdict"
import { decisionWarnings } from "../returns/decision-warnings"
import type { Problem } from "#shared/problem/problem"
import type { NodeSection, RiskSection, SignTestSection, Verdict, VerdictReason } from "#shared/model/report"

/**
 * FAIL when a gate failed, conservation is broken or a risk profile has no weights; WARN for what was
 * vetoed, replaced or unproven; PASS otherwise (design 5.7).
 */
export function verdictOf(
  sections: readonly RiskSection[],
  signTest: SignTestSection,
  remarks: readonly Problem[],
): Verdict {
  const reasons = [
    ...signReasons(signTest),
    ...sections.flatMap(sectionReasons),
    ...remarks.map(
      ({ code, what, where, seen }): VerdictReason => ({
        grade: "WARN",
        code,
        where,
        note: `${what} ${seen}`,
      }),
    ),
    ...outOfSampleReasons(sections),
  ]
  const grade = reasons.some((reason) => reason.grade === "FAIL")
    ? "FAIL"
    : reasons.length > 0
      ? "WARN"
      : "PASS"
  return { grade, reasons }
}

function signReasons({ result }: SignTestSection): VerdictReason[] {
  if (result === null || result.errors === 0) return []
  return [
    {
      grade: "FAIL",
      code: "SIGN_TEST_FAILED",
      where: "directional sign test",
      note: `${result.errors} errors; first: ${result.findings.find((finding) => finding.level === "ERROR")?.message ?? ""}`,
    },
  ]
}

function sectionReasons(section: RiskSection): VerdictReason[] {
  const where = section.risk_profile
  if (section.kind === "unsolved") {
    return section.problems.map(({ code, what }) => ({ grade: "FAIL", code, where, note: what }))
  }
  const { outcome } = section.allocation
  const reasons: VerdictReason[] = section.nodes.flatMap((node) => nodeReasons(where, node))
  if (outcome.riskProfile !== section.risk_profile) {
    reasons.push({
      grade: "WARN",
      code: "FALLBACK",
      where,
      note: `the weights are those of ${outcome.riskProfile}`,
    })
  }
  for (const finding of section.holdings.check.findings) {
    reasons.push({
      grade: finding.code === "FLATTEN_NOT_CONSERVED" ? "FAIL" : "WARN",
      code: finding.code,
      where: `${where} / ${finding.where}`,
      note: finding.seen,
    })
  }
  for (const anomaly of section.anomalies) {
    reasons.push({
      grade: "WARN",
      code: "ANOMALY",
      where: `${where} / ${anomaly.where}`,
      note: `${anomaly.figure} of ${anomaly.value} is beyond ${anomaly.limit}`,
    })
  }
  return reasons
}

function nodeReasons(risk: string, node: NodeSection): VerdictReason[] {
  const decisions = decisionWarnings(node.decisions).map(
    ({ code, node: where, note }): VerdictReason => ({
      grade: "WARN",
      code,
      where: `${risk} / ${where}`,
      note,
    }),
  )
  const losses = node.alignment.sleeves.flatMap((sleeve) =>
    sleeve.warnings.map(
      (note): VerdictReason => ({
        grade: "WARN",
        code: "ALIGNMENT_LOSS",
        where: `${risk} / ${node.meta_profile}/${sleeve.id}`,
        note,
      }),
    ),
  )
  return [...decisions, ...losses]
}
