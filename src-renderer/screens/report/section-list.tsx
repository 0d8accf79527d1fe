import type { ComponentType } from "react"
import type { MetaReport, SolvedSection } from "#shared/model/report"
import { useDesk } from "../../store/use-desk"
import { AlignmentSection } from "./sections/alignment"
import { AllocationTable } from "./sections/allocation"
import { ChartsSection } from "./sections/charts"
import { CompletenessSection } from "./sections/completeness"
import { CorrelationSection } from "./sections/correlations"
import { DecisionsSection } from "./sections/decisions"
import { DrawdownTable } from "./sections/drawdowns"
import { EnvironmentSection } from "./sections/environment"
import { FiguresSection } from "./sections/figures"
import { MonthsTable } from "./sections/months"
import { RiskProblems } from "./sections/risk-problems"
import { SettingsSection } from "./sections/settings"
import { SideBySide } from "./sections/side-by-side"
import { SignTestTable } from "./sections/sign-test"
import { SleevesSection } from "./sections/sleeves"
import { TopHoldings } from "./sections/top-holdings"
import { VerdictBanner } from "./sections/verdict"
import { WalkForwardSection } from "./sections/walk-forward"
import classes from "./report.module.css"
import { RiskSwitch } from "./risk-switch"
import { withRisk } from "./with-risk"

export interface ReportSection {
  readonly key: string
  readonly title: string
  readonly Body: ComponentType
}

/** The sections in the order of the document; those that a report has nothing for are left out. */
export function sectionsOf(report: MetaReport): readonly ReportSection[] {
  const solved = report.risk_profiles.filter((section): section is SolvedSection => section.kind === "solved")
  const hasUnsolved = solved.length < report.risk_profiles.length
  const isTested = solved.some(({ out_of_sample }) => out_of_sample !== null)
  const perRisk: readonly ReportSection[] = [
    { key: "risk", title: "One risk profile", Body: RiskSwitch },
    ...(isTested ? [{ key: "walk", title: "Out of sample", Body: withRisk(WalkForwardSection) }] : []),
    { key: "figures", title: "In sample", Body: withRisk(FiguresSection) },
    { key: "charts", title: "Over time", Body: withRisk(ChartsSection) },
    { key: "allocation", title: "Sleeve allocation", Body: withRisk(AllocationTable) },
    { key: "correlations", title: "Correlations of sleeves", Body: withRisk(CorrelationSection) },
    { key: "months", title: "Returns by month, in sample", Body: withRisk(MonthsTable) },
    { key: "drawdowns", title: "Drawdowns, in sample", Body: withRisk(DrawdownTable) },
    { key: "holdings", title: "Top holdings", Body: withRisk(TopHoldings) },
    { key: "sleeves", title: "Sleeves and their health", Body: withRisk(SleevesSection) },
    { key: "alignment", title: "What the join cost", Body: withRisk(AlignmentSection) },
    { key: "decisions", title: "Decisions and fallbacks", Body: withRisk(DecisionsSection) },
  ]
  return [
    { key: "verdict", title: "Verdict", Body: VerdictBanner },
    ...(hasUnsolved ? [{ key: "problems", title: "Without weights", Body: RiskProblems }] : []),
    ...(solved.length > 0
      ? [{ key: "side-by-side", title: "Side by side", Body: SideBySide }, ...perRisk]
      : []),
    { key: "signs", title: "Sign test", Body: SignTestTable },
    { key: "completeness", title: "Completeness", Body: CompletenessSection },
    { key: "settings", title: "Settings", Body: SettingsSection },
    { key: "environment", title: "Environment and ledger", Body: EnvironmentSection },
  ]
}

export function sectionId(key: string): string {
  return `section-${key}`
}

/** The way through the document. */
export function SectionList({ sections }: { readonly sections: readonly ReportSection[] }) {
  const show = useDesk((state) => state.show)
  const jump = (key: string) => {
    show({ section: key })
    document.getElementById(sectionId(key))?.scrollIntoView({ block: "start" })
  }
  return (
    <nav className={classes["sections"]} aria-label="Sections">
      {sections.map(({ key, title }) => (
        <button key={key} type="button" onClick={() => jump(key)}>
          {title}
        </button>
      ))}
    </nav>
  )
}
