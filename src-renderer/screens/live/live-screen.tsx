import { IconPlayerPlay } from "@tabler/icons-react"
import { useEffect, useMemo } from "react"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { ProblemList } from "../../parts/problem-view"
import type { WatchedRun } from "../../store/run-slice"
import { useAnswer, useDesk, useRoot, useView } from "../../store/use-desk"
import { EventDetail, StepDetail } from "./detail-pane"
import { eventLines } from "./event-lines"
import { EventList } from "./event-list"
import { windowOf } from "./gantt"
import { instantOf } from "../../parts/instant"
import classes from "./live-screen.module.css"
import { expectedWork, shareDone } from "./percent"
import { RunHeader } from "./run-header"
import { type RunFacts, useRunFacts } from "./run-facts"
import { StepTable } from "./step-table"
import { stepTree } from "./step-tree"
import { TimelineContext } from "./timeline"
import { useNow } from "./use-now"
import { useOldSettings } from "./use-old-settings"
import { traceOf, useTrace } from "./use-trace"
import { isOpen, workItems } from "./work-items"

/** A run while it goes on, and what its ledger tells of one that ended. */
export function LiveScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  if (runId === "") return <NoRun />
  return <Run key={runId} root={root} runId={runId} />
}

function NoRun() {
  return (
    <EmptyState glyph={IconPlayerPlay} title="No run is chosen">
      Choose one in the list of runs, or start one from a profile.
    </EmptyState>
  )
}

function Run({ root, runId }: { readonly root: string; readonly runId: string }) {
  const lookAtRun = useDesk((state) => state.lookAtRun)
  useEffect(() => lookAtRun(runId), [runId, lookAtRun])
  const { answer, watched } = useRunFacts(root, runId)
  return (
    <Answered answer={answer} what="The run">
      {(run) => <RunView root={root} run={run} watched={watched} />}
    </Answered>
  )
}

function RunView({
  root,
  run,
  watched,
}: {
  readonly root: string
  readonly run: RunFacts
  readonly watched: WatchedRun | undefined
}) {
  const goesOn = isOpen(run.state)
  const answer = useTrace(root, run.runId, goesOn)
  const trace = traceOf(answer)
  const now = useNow(goesOn)
  const expected = useExpectedWork(root, run)
  const items = useMemo(
    () => workItems(trace, watched?.steps.values() ?? [], run.state, instantOf(run.ended)),
    [trace, watched?.steps, run.state, run.ended],
  )
  const rows = useMemo(() => stepTree(items, run.profile), [items, run.profile])
  const events = useMemo(() => (trace === null ? [] : eventLines(trace)), [trace])
  const reopened = useMemo(
    () => instantOf(trace?.events.findLast(({ type }) => type === "run.reopened")?.ts ?? null),
    [trace],
  )
  const window = windowOf(items, reopened, now)
  const timeline = useMemo(() => ({ window, now }), [window?.from, window?.to, now])
  const openSetup = useOldSettings(root, run)
  const [view, arrange] = useView("live")
  const chosenStep = view.selected.startsWith("step ")
    ? items.find(({ key }) => `step ${key}` === view.selected)
    : undefined
  const chosenEvent = events.find(({ line }) => `event ${line}` === view.selected)
  const close = () => arrange({ selected: "" })
  return (
    <div className={classes["screen"]}>
      <RunHeader
        run={run}
        trace={trace}
        share={shareDone(items, expected, run.state)}
        lastStep={goesOn ? null : (window?.to ?? null)}
        now={now}
        onChangeSettings={openSetup}
      />
      <Refusals run={run} isUnread={answer.state === "failed" && run.state !== "queued"} />
      <TimelineContext value={timeline}>
        <div className={classes["panes"]}>
          <div className={classes["work"]}>
            <StepTable
              rows={rows}
              isWaiting={run.state === "queued"}
              onChoose={(key) => arrange({ selected: `step ${key}` })}
            />
            {chosenStep !== undefined && <StepDetail item={chosenStep} onClose={close} />}
            {chosenEvent !== undefined && <EventDetail event={chosenEvent} onClose={close} />}
          </div>
          <EventList
            lines={events}
            start={items[0]?.started ?? null}
            chosen={chosenEvent?.line ?? null}
            onChoose={(line) => arrange({ selected: `event ${line}` })}
            isGrowing={goesOn}
          />
        </div>
      </TimelineContext>
    </div>
  )
}

/** Why it ended as it did, word for word; what is missing of a run that has no record of its end. */
function Refusals({ run, isUnread }: { readonly run: RunFacts; readonly isUnread: boolean }) {
  if (run.problems.length > 0) {
    return (
      <div className={classes["problems"]} tabIndex={0} role="region" aria-label="Why it ended">
        <ProblemList problems={run.problems} />
      </div>
    )
  }
  if (isUnread && !isOpen(run.state)) {
    return <p className={classes["remark"]}>The run's ledger can't be read: its steps are not known.</p>
  }
  if (run.state === "crashed") {
    return (
      <p className={classes["remark"]}>
        Its process went away without a word: it was killed, or the machine stopped.{" "}
        {run.missing.length > 0 && `Missing: ${run.missing.join(", ")}. `}
        What was completed is kept; the run can be resumed from there.
      </p>
    )
  }
  return null
}

/** Asked for only while it is needed: of an ended run nothing is left to expect. */
function useExpectedWork(root: string, run: RunFacts): number | null {
  const isNeeded = run.kind === "meta" && !["succeeded", "succeeded_with_warnings"].includes(run.state)
  const tree = useAnswer("profiles.tree", isNeeded ? { root } : null, ["manifest"])
  return useMemo(
    () => (tree.state === "ready" ? expectedWork(tree.value.profiles, run.profile, run.riskProfiles) : null),
    [tree, run.profile, run.riskProfiles],
  )
}
