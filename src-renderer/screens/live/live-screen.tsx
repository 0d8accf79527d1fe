import { Button } from "@mantine/core"
import { IconPlayerStop, IconReportAnalytics, IconRotateClockwise } from "@tabler/icons-react"
import { useEffect } from "react"
import { isComplete } from "#shared/model/run"
import { doAction } from "../../actions/use-actions"
import { Figure } from "../../parts/figure"
import { Loading } from "../../parts/loading"
import { ProblemList } from "../../parts/problem-view"
import { StateChip } from "../../parts/state-chip"
import type { WatchedRun } from "../../store/run-slice"
import { useAnswer, useDesk, useDeskStore, useRoot } from "../../store/use-desk"
import classes from "./live-screen.module.css"

/** A run while it goes on, and what is known of one that ended. */
export function LiveScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const watchRun = useDesk((state) => state.watchRun)
  const lookAtRun = useDesk((state) => state.lookAtRun)
  const watched = useDesk(({ watched: all }) => all[runId])
  useEffect(() => {
    lookAtRun(runId)
    return watchRun(root, runId)
  }, [root, runId, watchRun, lookAtRun])
  return (
    <div className={classes["screen"]}>
      {watched === undefined ? <EndedRun root={root} runId={runId} /> : <Watched watched={watched} />}
    </div>
  )
}

function Watched({ watched: { run, steps } }: { readonly watched: WatchedRun }) {
  const store = useDeskStore()
  const go = useDesk((state) => state.go)
  const isActive = run.state === "queued" || run.state === "running"
  return (
    <>
      <header className={classes["head"]}>
        <h2>{run.profile}</h2>
        <span data-testid="run-state">
          <StateChip state={run.state} />
        </span>
        {run.silentFor !== null && (
          <span className={classes["quiet"]}>no sign of life for {Math.round(run.silentFor)} s</span>
        )}
        {isActive && (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={14} />}
            onClick={() => doAction(store, "run.cancel")}
          >
            Cancel
          </Button>
        )}
        {isComplete(run.state) && (
          <Button leftSection={<IconReportAnalytics size={14} />} onClick={() => go("report", run.runId)}>
            Open the report
          </Button>
        )}
        {["crashed", "cancelled", "failed"].includes(run.state) && (
          <Button
            variant="default"
            leftSection={<IconRotateClockwise size={14} />}
            onClick={() => doAction(store, "run.resume")}
          >
            Resume
          </Button>
        )}
      </header>
      {run.problems.length > 0 && <ProblemList problems={run.problems} />}
      <table className={classes["steps"]}>
        <thead>
          <tr>
            <th>Stage</th>
            <th>Profile</th>
            <th>Risk profile</th>
            <th>State</th>
            <th>Done</th>
            <th>Note</th>
          </tr>
        </thead>
        <tbody>
          {[...steps.entries()].map(([key, step]) => (
            <tr key={key}>
              <td>{step.stage}</td>
              <td>{step.node}</td>
              <td>{step.risk ?? ""}</td>
              <td>
                <StateChip state={step.state} />
              </td>
              <td>
                <progress value={step.done} max={1} aria-label={`${step.stage} of ${step.node}`} />
              </td>
              <td>{step.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** A run that this program did not supervise: told from its own files. */
function EndedRun({ root, runId }: { readonly root: string; readonly runId: string }) {
  const store = useDeskStore()
  const go = useDesk((state) => state.go)
  const answer = useAnswer("runs.detail", { root, runId }, ["runs"])
  if (answer.state === "loading") return <Loading what="The run" />
  if (answer.state === "failed") return <ProblemList problems={answer.problems} />
  const { run, problems, hasReport, duration } = answer.value
  return (
    <>
      <header className={classes["head"]}>
        <h2>{run.profile}</h2>
        <span data-testid="run-state">
          <StateChip state={run.state} />
        </span>
        <span className={classes["quiet"]}>
          took <Figure value={duration} unit="milliseconds" why="its times are not recorded" />
        </span>
        {hasReport && <Button onClick={() => go("report", runId)}>Open the report</Button>}
        {run.state === "crashed" && (
          <Button variant="default" onClick={() => doAction(store, "run.resume")}>
            Resume
          </Button>
        )}
      </header>
      {problems.length > 0 && <ProblemList problems={problems} />}
    </>
  )
}
