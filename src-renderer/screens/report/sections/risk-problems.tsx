import type { Problem } from "#shared/problem/problem"
import { ProblemList } from "../../../parts/problem-view"
import { useReport } from "../report-context"

/** Risk profiles that ended without weights, and why. */
export function RiskProblems() {
  const { report } = useReport()
  return report.risk_profiles.map((section) =>
    section.kind === "solved" ? null : (
      <div key={section.risk_profile}>
        <h3>{section.risk_profile}</h3>
        {/* What the report kept of a problem is a problem: its code was one of the catalogue when it was written. */}
        <ProblemList problems={section.problems as readonly Problem[]} />
      </div>
    ),
  )
}
