import { Button } from "@mantine/core"
import { IconFilterOff, IconPlayerPlay } from "@tabler/icons-react"
import { useEffect, useMemo } from "react"
import type { RunRow } from "#shared/contract/engine/rows"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { TreeGrid } from "../../parts/tree-grid"
import { useAnswer, useDesk, useRoot, useView } from "../../store/use-desk"
import { ChosenContext, runColumns } from "./run-columns"
import { chosenRuns, filterChoices, filterRuns, filtersOf, toggleChosen } from "./run-filters"
import { runLines } from "./run-lines"
import { RunPane } from "./run-pane"
import { RunTools } from "./run-tools"
import classes from "./runs-screen.module.css"

const part = "runs"

/** Every run of the workspace, with what people keep about them. */
export function RunsScreen() {
  const root = useRoot()
  const answer = useAnswer("runs.list", { root }, ["runs"])
  const loadNotes = useDesk((state) => state.loadNotes)
  useEffect(() => void loadNotes(), [root, loadNotes])
  return (
    <Answered answer={answer} what="The runs">
      {({ runs }) => <RunList root={root} runs={runs} />}
    </Answered>
  )
}

function RunList({ root, runs }: { readonly root: string; readonly runs: readonly RunRow[] }) {
  const notes = useDesk((state) => state.runNotes)
  const supervised = useDesk((state) => state.supervised)
  const go = useDesk((state) => state.go)
  const [view, arrange] = useView(part)
  const lines = useMemo(
    () =>
      runLines(
        runs,
        notes,
        supervised.filter((run) => run.root === root),
      ),
    [runs, notes, supervised, root],
  )
  const rows = useMemo(
    () =>
      filterRuns(lines, filtersOf(view.filters, view.search)).map((line) => ({
        key: line.run.runId,
        item: line,
        level: 0,
        children: [],
      })),
    [lines, view.filters, view.search],
  )
  const tags = useMemo(() => filterChoices(lines).tags, [lines])
  const chosen = chosenRuns(view.filters["compare"], lines)
  const toggle = (runId: string) =>
    arrange({ filters: { ...view.filters, compare: toggleChosen(chosen, runId).join(",") } })
  return (
    <div className={classes["screen"]}>
      <RunTools lines={lines} shown={rows.length} chosen={chosen} />
      <div className={classes["panes"]}>
        <ChosenContext value={{ chosen, toggle }}>
          <TreeGrid
            part={part}
            label="Runs"
            rows={rows}
            columns={runColumns}
            onOpen={({ run }) => go("live", run.runId)}
            empty={lines.length === 0 ? <NoRun /> : <NoneFits />}
          />
        </ChosenContext>
        <RunPane
          line={rows.find(({ key }) => key === view.selected)?.item}
          tags={tags}
          isChosen={chosen.includes(view.selected)}
          onCompare={toggle}
        />
      </div>
    </div>
  )
}

function NoRun() {
  const go = useDesk((state) => state.go)
  return (
    <EmptyState
      glyph={IconPlayerPlay}
      title="No run yet"
      actions={<Button onClick={() => go("profiles")}>Choose a profile</Button>}
    >
      A run that is started from a profile appears here.
    </EmptyState>
  )
}

function NoneFits() {
  const [, arrange] = useView(part)
  return (
    <EmptyState
      glyph={IconFilterOff}
      title="No run fits"
      actions={
        <Button variant="default" onClick={() => arrange({ search: "", filters: {} })}>
          Show all runs
        </Button>
      }
    >
      The search and the filters together leave none.
    </EmptyState>
  )
}
