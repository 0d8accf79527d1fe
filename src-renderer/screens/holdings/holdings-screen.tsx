import { SegmentedControl, Select } from "@mantine/core"
import { IconLayoutDashboard } from "@tabler/icons-react"
import { useEffect, useMemo } from "react"
import type { HoldingsTree } from "#shared/contract/engine/holding-rows"
import { Answered } from "../../parts/answered"
import { EmptyState } from "../../parts/empty-state"
import { useAnswer, useDesk, useRoot } from "../../store/use-desk"
import { HoldingDetailPane } from "./detail/holding-detail-pane"
import { HoldingsPane } from "./grid/holdings-pane"
import classes from "./holdings-screen.module.css"
import { ExposureMap } from "./map/exposure-map"
import { exposureIndex } from "./model/exposure-index"

/** What a run holds under one risk profile: a map, and its twin as a table. */
export function HoldingsScreen() {
  const root = useRoot()
  const runId = useDesk(({ route }) => route.subject)
  const asked = useDesk(({ route }) => route.params["risk"])
  const lookAtRun = useDesk((state) => state.lookAtRun)
  useEffect(() => lookAtRun(runId), [runId, lookAtRun])
  const runs = useAnswer("runs.list", runId === "" ? null : { root }, ["runs"])
  const known =
    runs.state === "ready" ? (runs.value.runs.find((run) => run.runId === runId)?.riskProfiles ?? []) : []
  const risk = asked ?? known[0] ?? (runs.state === "ready" ? "hrp" : null)
  if (runId === "") {
    return (
      <EmptyState glyph={IconLayoutDashboard} title="No run">
        Open a run in the list of runs to see what it holds.
      </EmptyState>
    )
  }
  return (
    <div className={classes["screen"]}>
      <RiskSwitch risks={known} shown={risk} />
      {risk !== null && <HoldingsOfRisk key={`${runId} ${risk}`} root={root} runId={runId} risk={risk} />}
    </div>
  )
}

function RiskSwitch({ risks, shown }: { readonly risks: readonly string[]; readonly shown: string | null }) {
  const show = useDesk((state) => state.show)
  const change = (risk: string | null) => risk !== null && show({ risk })
  if (risks.length === 0) return <div />
  return (
    <div className={classes["bar"]}>
      {risks.length > 5 ? (
        <Select
          aria-label="Risk profile"
          data={[...risks]}
          value={shown}
          allowDeselect={false}
          onChange={change}
        />
      ) : (
        <SegmentedControl aria-label="Risk profile" data={[...risks]} value={shown ?? ""} onChange={change} />
      )}
    </div>
  )
}

interface OfRisk {
  readonly root: string
  readonly runId: string
  readonly risk: string
}

/** The first picture does without the shares of risk, which take the returns of everything that is held. */
function HoldingsOfRisk({ root, runId, risk }: OfRisk) {
  const asked = { root, runId, riskProfile: risk }
  const first = useAnswer("holdings.tree", { ...asked, withRisk: false }, ["runs"])
  const whole = useAnswer("holdings.tree", first.state === "ready" ? { ...asked, withRisk: true } : null, [
    "runs",
  ])
  return (
    <Answered answer={whole.state === "ready" ? whole : first} what="The holdings">
      {(tree) =>
        tree.root.gross === 0 ? (
          <EmptyState glyph={IconLayoutDashboard} title="Nothing is held">
            The run has weights under this risk profile, and none of them leads to a holding.
          </EmptyState>
        ) : (
          <Holdings root={root} runId={runId} risk={risk} tree={tree} />
        )
      }
    </Answered>
  )
}

function Holdings({ root, runId, risk, tree }: OfRisk & { readonly tree: HoldingsTree }) {
  const index = useMemo(() => exposureIndex(tree), [tree])
  const symbol = useDesk(({ route }) => route.params["symbol"])
  return (
    <div className={classes["panes"]}>
      <ExposureMap tree={tree} index={index} />
      <div className={classes["side"]}>
        <HoldingsPane root={root} runId={runId} risk={risk} tree={tree} index={index} />
        {symbol !== undefined && (
          <HoldingDetailPane key={symbol} root={root} runId={runId} risk={risk} symbol={symbol} />
        )}
      </div>
    </div>
  )
}
