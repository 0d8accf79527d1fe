import { IconPlayerPlay } from "@tabler/icons-react"
import { useMemo } from "react"
import type { RunRow } from "#shared/contract/engine/rows"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { Figure } from "../../parts/figure"
import { StateChip } from "../../parts/state-chip"
import { type Column, TreeGrid } from "../../parts/tree-grid"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import classes from "./runs-screen.module.css"

const columns: readonly Column<RunRow>[] = [
  {
    key: "run",
    title: "Run",
    width: "minmax(240px, 2fr)",
    sortBy: ({ runId }) => runId,
    cell: ({ runId }) => <span className="mono">{runId}</span>,
  },
  {
    key: "profile",
    title: "Profile",
    width: "minmax(160px, 1fr)",
    sortBy: ({ profile }) => profile,
    cell: ({ profile }) => profile,
  },
  { key: "kind", title: "Kind", width: "80px", sortBy: ({ kind }) => kind, cell: ({ kind }) => kind },
  {
    key: "state",
    title: "State",
    width: "170px",
    sortBy: ({ state }) => state,
    cell: ({ state }) => <StateChip state={state} />,
  },
  {
    key: "started",
    title: "Started",
    width: "150px",
    align: "end",
    sortBy: ({ started }) => started,
    cell: ({ started }) => <Figure value={started} unit="moment" why="the run does not say" />,
  },
  {
    key: "risk",
    title: "Risk profiles",
    width: "minmax(160px, 1fr)",
    cell: ({ riskProfiles }) => riskProfiles.join(", "),
  },
]

/** Every run of the workspace. */
export function RunsScreen() {
  const root = useRoot()
  const go = useDesk((state) => state.go)
  const answer = useAnswer("runs.list", { root }, ["runs"])
  return (
    <div className={classes["screen"]}>
      <Answered answer={answer} what="The runs">
        {({ runs }) => <RunTable runs={runs} onOpen={({ runId }) => go("live", runId)} />}
      </Answered>
    </div>
  )
}

function RunTable({
  runs,
  onOpen,
}: {
  readonly runs: readonly RunRow[]
  readonly onOpen: (run: RunRow) => void
}) {
  const rows = useMemo(
    () => runs.map((run) => ({ key: run.runId, item: run, level: 0, children: [] })),
    [runs],
  )
  return (
    <TreeGrid
      part="runs"
      label="Runs"
      rows={rows}
      columns={columns}
      onOpen={onOpen}
      matches={({ runId, profile }, search) => `${runId} ${profile}`.toLowerCase().includes(search)}
      empty={
        <EmptyState glyph={IconPlayerPlay} title="No run yet">
          A run that is started from a profile appears here.
        </EmptyState>
      }
    />
  )
}
