import type { ComponentType } from "react"
import type { SolvedSection } from "#shared/model/report"
import { useDesk } from "../../store/use-desk"
import { useReport } from "./report-context"

/** The risk profile that sections about one of them show: the route's, else the first that was solved. */
export function useRiskSection(): SolvedSection | undefined {
  const { report } = useReport()
  const chosen = useDesk(({ route }) => route.params["risk"])
  const solved = report.risk_profiles.filter((section): section is SolvedSection => section.kind === "solved")
  return solved.find(({ risk_profile }) => risk_profile === chosen) ?? solved[0]
}

/** A section of the chosen risk profile. */
export function withRisk(Body: ComponentType<{ readonly section: SolvedSection }>): ComponentType {
  return function OfChosenRisk() {
    const section = useRiskSection()
    return section === undefined ? null : <Body section={section} />
  }
}
