import { IconArrowsDiff } from "@tabler/icons-react"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import { CompareColumns } from "./compare-columns"
import classes from "./compare-screen.module.css"
import { RunPicker } from "./run-picker"

/** Two to four runs side by side, the first as the baseline: what changed, and why. */
export function CompareScreen() {
  const root = useRoot()
  const chosen = useDesk(({ route }) => route.params["runs"] ?? "")
  const runIds = chosen === "" ? [] : chosen.split(",").slice(0, 4)
  const input = runIds.length < 2 ? null : { root, runIds }
  const answer = useAnswer("runs.compare", input, ["runs"])
  return (
    <div className={classes["screen"]}>
      <RunPicker runIds={runIds} />
      {input === null ? (
        <EmptyState glyph={IconArrowsDiff} title="Choose two to four runs">
          The first is the baseline. The list of runs offers the same for the rows chosen there.
        </EmptyState>
      ) : (
        <Answered answer={answer} what="The comparison">
          {(view) => <CompareColumns view={view} />}
        </Answered>
      )}
    </div>
  )
}
