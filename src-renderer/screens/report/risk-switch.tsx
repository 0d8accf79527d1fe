import { SegmentedControl } from "@mantine/core"
import { useDesk } from "../../store/use-desk"
import { useReport } from "./report-context"
import { useRiskSection } from "./with-risk"

/** Which risk profile the sections below it show. */
export function RiskSwitch() {
  const { report } = useReport()
  const shown = useRiskSection()
  const show = useDesk((state) => state.show)
  const solved = report.risk_profiles.filter(({ kind }) => kind === "solved")
  return (
    <SegmentedControl
      aria-label="Risk profile"
      value={shown?.risk_profile ?? ""}
      data={solved.map(({ risk_profile }) => risk_profile)}
      onChange={(risk) => show({ risk })}
    />
  )
}
