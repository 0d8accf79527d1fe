import { useEffect } from "react"
import { Answered } from "../../parts/answered"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import classes from "./report-screen.module.css"

/** The report of a run as its markdown. */
export function ReportScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const lookAtRun = useDesk((state) => state.lookAtRun)
  useEffect(() => lookAtRun(runId), [runId, lookAtRun])
  const answer = useAnswer("report.markdown", { root, runId }, ["runs"])
  return (
    <article className={classes["page"]}>
      <Answered answer={answer} what="The report">
        {({ markdown }) => <pre className={classes["text"]}>{markdown}</pre>}
      </Answered>
    </article>
  )
}
