import { IconClockPause } from "@tabler/icons-react"
import { useContext } from "react"
import { EmptyState } from "../../parts/empty-state"
import { Figure } from "../../parts/figure"
import { StateChip } from "../../parts/state-chip"
import { type Column, TreeGrid } from "../../parts/tree-grid"
import classes from "./live-screen.module.css"
import type { StepLine, StepRow } from "./step-tree"
import { TimelineAxis, TimelineBar, TimelineContext } from "./timeline"
import { isOpen } from "./work-items"

const columns: readonly Column<StepLine>[] = [
  { key: "step", title: "Step", width: "minmax(210px, 1.2fr)", cell: (line) => <StepName line={line} /> },
  { key: "state", title: "State", width: "156px", cell: (line) => <StateCell line={line} /> },
  {
    key: "took",
    title: "Took",
    width: "84px",
    align: "end",
    cell: (line) => <Took line={line} />,
  },
  {
    key: "time",
    title: "Timeline",
    width: "minmax(200px, 2fr)",
    head: <TimelineAxis />,
    cell: (line) => <TimelineBar line={line} />,
  },
]

/** The steps of a run as a tree, each with its bar on one common timeline. */
export function StepTable({
  rows,
  onChoose,
  isWaiting,
}: {
  readonly rows: readonly StepRow[]
  readonly onChoose: (key: string) => void
  /** The run has not begun. */
  readonly isWaiting: boolean
}) {
  return (
    <TreeGrid
      part="live.steps"
      label="Steps of the run"
      rows={rows}
      columns={columns}
      opensAtFirst={({ kind, count }) => kind !== "stage" || count <= 3}
      onSelect={({ key }) => onChoose(key)}
      empty={
        <EmptyState glyph={IconClockPause} title={isWaiting ? "Waiting to begin" : "No step yet"}>
          {isWaiting
            ? "Another run is being computed; this one begins when it ends."
            : "Steps appear here as the ledger tells of them."}
        </EmptyState>
      }
    />
  )
}

function StepName({ line: { title, kind, item, count } }: { readonly line: StepLine }) {
  return (
    <>
      <span className={kind === "stage" ? classes["stage"] : classes["group"]}>{title}</span>
      {item === null && (
        <span className={classes["quiet"]}>
          {count} {count === 1 ? "step" : "steps"}
        </span>
      )}
      {item !== null && item.note !== "" && isOpen(item.state) && (
        <span className={classes["quiet"]}>{item.note}</span>
      )}
      {item !== null && item.tries > 1 && (
        <span className={classes["quiet"]} title="it was begun before the run was taken up again">
          begun {item.tries} times
        </span>
      )}
    </>
  )
}

/** The state; of what goes on also how far it is. */
function StateCell({ line: { title, state, done } }: { readonly line: StepLine }) {
  return (
    <>
      <StateChip state={state} />
      {state === "running" && (
        <progress
          className={classes["done"]}
          max={1}
          value={done}
          aria-label={`${title}: ${Math.floor(done * 100)} percent done`}
        />
      )}
    </>
  )
}

function Took({ line: { started, ended, state } }: { readonly line: StepLine }) {
  const { now } = useContext(TimelineContext)
  if (started === null) return <Figure value={null} unit="milliseconds" why="it has not begun" />
  if (ended === null && !isOpen(state)) {
    return <Figure value={null} unit="milliseconds" why="the ledger does not say when it ended" />
  }
  return <Figure value={Math.max((ended ?? now) - started, 0)} unit="milliseconds" />
}
