import { SegmentedControl } from "@mantine/core"
import { IconActivityHeartbeat } from "@tabler/icons-react"
import { useEffect, useMemo } from "react"
import type { SleeveHealthRow } from "#shared/contract/engine/health-rows"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { TreeGrid } from "../../parts/tree-grid"
import { useAnswer, useDesk, useRoot, useView } from "../../store/use-desk"
import { healthColumns } from "./health-columns"
import classes from "./health-screen.module.css"
import { healthRows, rowKey } from "./health-tree"
import { SleeveDetail } from "./sleeve-detail"
import { ThresholdTry } from "./threshold-try"

const part = "health"

/** Why each sleeve was judged as it was: one row per sleeve, and the windows behind the chosen one. */
export function HealthScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const risk = useDesk(({ route }) => route.params["risk"])
  const lookAtRun = useDesk((state) => state.lookAtRun)
  useEffect(() => lookAtRun(runId), [runId, lookAtRun])
  const answer = useAnswer("health.sleeves", { root, runId, riskProfile: null }, ["runs"])
  return (
    <Answered answer={answer} what="The verdicts on the sleeves">
      {({ sleeves }) =>
        sleeves.length === 0 ? (
          <EmptyState glyph={IconActivityHeartbeat} title="No verdicts">
            This run decided about no sleeve: it has no decisions among its artifacts.
          </EmptyState>
        ) : (
          <HealthOfRun sleeves={sleeves} risk={risk} />
        )
      }
    </Answered>
  )
}

function HealthOfRun({
  sleeves,
  risk,
}: {
  readonly sleeves: readonly SleeveHealthRow[]
  readonly risk: string | undefined
}) {
  const show = useDesk((state) => state.show)
  const [view] = useView(part)
  const risks = useMemo(() => [...new Set(sleeves.map(({ riskProfile }) => riskProfile))], [sleeves])
  const shownRisk = risks.includes(risk ?? "") ? risk! : risks[0]!
  const ofRisk = useMemo(
    () => sleeves.filter(({ riskProfile }) => riskProfile === shownRisk),
    [sleeves, shownRisk],
  )
  const rows = useMemo(() => healthRows(ofRisk), [ofRisk])
  const columns = useMemo(() => healthColumns(Date.now()), [])
  const chosen = ofRisk.find((row) => rowKey(row) === view.selected) ?? firstWorthReading(ofRisk)
  return (
    <div className={classes["screen"]}>
      <div className={classes["bar"]}>
        <SegmentedControl
          aria-label="Risk profile"
          value={shownRisk}
          data={risks}
          onChange={(value) => show({ risk: value })}
        />
        <ThresholdTry profile={rows[0]!.item.metaProfile} risk={shownRisk} rows={ofRisk} />
      </div>
      <div className={classes["panes"]}>
        <TreeGrid
          part={part}
          label="Sleeves"
          rows={rows}
          columns={columns}
          matches={({ sleeve, profile }, search) => `${sleeve} ${profile}`.toLowerCase().includes(search)}
          opensAtFirst={() => true}
          empty={<EmptyState glyph={IconActivityHeartbeat} title="No sleeve of this name" />}
        />
        {chosen !== undefined && <SleeveDetail key={`${rowKey(chosen)} ${shownRisk}`} row={chosen} />}
      </div>
    </div>
  )
}

/** What a person comes for: the vetoed sleeve, else one that is not healthy, else the first. */
function firstWorthReading(rows: readonly SleeveHealthRow[]): SleeveHealthRow | undefined {
  return (
    rows.find(({ status }) => status !== "included") ??
    rows.find(({ verdict }) => verdict !== null && verdict !== "healthy") ??
    rows[0]
  )
}
