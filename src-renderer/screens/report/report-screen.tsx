import { useEffect, useMemo, useState } from "react"
import type { MetaReport } from "#shared/model/report"
import { openReport } from "#shared/report/explain-report"
import { Answered } from "../../parts/answered"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import { ProvenancePanel } from "./provenance-panel"
import { ReportProvider } from "./report-context"
import classes from "./report.module.css"
import { SectionList, sectionId, sectionsOf } from "./section-list"

/** The report of a run as a document: every figure can be followed to what it stands on. */
export function ReportScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const lookAtRun = useDesk((state) => state.lookAtRun)
  useEffect(() => lookAtRun(runId), [runId, lookAtRun])
  const answer = useAnswer("report.model", { root, runId }, ["runs"])
  return (
    <Answered answer={answer} what="The report">
      {(report) => <ReportDocument key={runId} root={root} runId={runId} report={report} />}
    </Answered>
  )
}

function ReportDocument({
  root,
  runId,
  report,
}: {
  readonly root: string
  readonly runId: string
  readonly report: MetaReport
}) {
  const [followed, setFollowed] = useState<string | null>(null)
  const place = useMemo(() => {
    const explainer = openReport(report)
    const followable = new Set(explainer.list().figures.map(({ figure }) => figure))
    return { root, runId, report, explainer, followable, follow: setFollowed }
  }, [root, runId, report])
  const sections = useMemo(() => sectionsOf(report), [report])
  return (
    <ReportProvider value={place}>
      <div className={classes["screen"]}>
        <SectionList sections={sections} />
        <article className={classes["page"]} aria-label={`Report of ${report.meta_profile}`}>
          {sections.map(({ key, title, Body }) => (
            <section key={key} id={sectionId(key)} className={classes["section"]} aria-label={title}>
              {key !== "verdict" && <h2>{title}</h2>}
              <Body />
            </section>
          ))}
        </article>
        {followed !== null && <ProvenancePanel address={followed} onClose={() => setFollowed(null)} />}
      </div>
    </ReportProvider>
  )
}
