import { Checkbox } from "@mantine/core"
import { IconNote, IconPinFilled } from "@tabler/icons-react"
import { createContext, useContext } from "react"
import { Figure } from "../../parts/figure"
import { runStateLooks, StateChip } from "../../parts/state-chip"
import type { Column } from "../../parts/tree-grid"
import { goesOn, type RunLine } from "./run-lines"
import classes from "./runs-screen.module.css"

/** The runs that are chosen for a comparison, and what chooses one. */
export const ChosenContext = createContext<{
  readonly chosen: readonly string[]
  readonly toggle: (runId: string) => void
}>({ chosen: [], toggle: () => {} })

export const runColumns: readonly Column<RunLine>[] = [
  { key: "compare", title: "", width: "52px", cell: (line) => <CompareBox line={line} /> },
  {
    key: "run",
    title: "Run",
    width: "minmax(210px, 2fr)",
    sortBy: ({ run }) => run.runId,
    cell: (line) => <RunName line={line} />,
  },
  {
    key: "profile",
    title: "Profile",
    width: "minmax(130px, 1.2fr)",
    sortBy: ({ run }) => run.profile,
    cell: ({ run }) => <span className={classes["cut"]}>{run.profile}</span>,
  },
  {
    key: "kind",
    title: "Kind",
    width: "62px",
    sortBy: ({ run }) => run.kind,
    cell: ({ run }) => run.kind,
  },
  {
    key: "state",
    title: "State",
    width: "158px",
    sortBy: ({ run }) => runStateLooks[run.state].word,
    cell: ({ run }) => <StateChip state={run.state} />,
  },
  {
    key: "started",
    title: "Started",
    width: "140px",
    align: "end",
    sortBy: ({ run }) => run.started,
    cell: ({ run }) => (
      <Figure
        value={run.started}
        unit="moment"
        why={goesOn(run.state) ? "it has not begun" : "the run does not say"}
      />
    ),
  },
  {
    key: "took",
    title: "Took",
    width: "80px",
    align: "end",
    sortBy: ({ duration }) => duration,
    cell: ({ run, duration }) => (
      <Figure
        value={duration}
        unit="milliseconds"
        why={goesOn(run.state) ? "it goes on" : "its end is not recorded"}
      />
    ),
  },
  {
    key: "risk",
    title: "Risk profiles",
    width: "minmax(130px, 1.2fr)",
    cell: ({ run }) => <span className={classes["cut"]}>{run.riskProfiles.join(", ")}</span>,
  },
]

/** A click chooses for the comparison alone, not the row; by the keyboard it is the button in the detail. */
function CompareBox({ line: { run } }: { readonly line: RunLine }) {
  const { chosen, toggle } = useContext(ChosenContext)
  return (
    <span onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      <Checkbox
        tabIndex={-1}
        aria-label={`Compare ${run.runId}`}
        checked={chosen.includes(run.runId)}
        onChange={() => toggle(run.runId)}
      />
    </span>
  )
}

function RunName({ line: { run, tags, note, isBaseline } }: { readonly line: RunLine }) {
  return (
    <>
      {isBaseline && (
        <IconPinFilled
          size={13}
          role="img"
          aria-label="baseline"
          className={classes["pin"]}
          title="the baseline of its profile"
        />
      )}
      <span className={`mono ${classes["cut"]}`}>{run.runId}</span>
      {tags.map((tag) => (
        <span key={tag} className={classes["tag"]}>
          {tag}
        </span>
      ))}
      {note !== "" && (
        <span title={note} className={classes["note"]}>
          <IconNote size={14} role="img" aria-label="has a note" />
        </span>
      )}
    </>
  )
}
