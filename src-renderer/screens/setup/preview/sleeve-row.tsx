import { IconAlertTriangle, IconStack2 } from "@tabler/icons-react"
import type { NodeCalendar } from "#shared/model/plan"
import { Figure } from "../../../parts/figure"
import { readFigure } from "../../../parts/read-figure"
import { HealthChip, ToneChip } from "../../../parts/state-chip"
import type { LevelRow } from "../model/level-rows"
import classes from "./preview.module.css"
import { TimelineBar } from "./timeline-bar"

/** A sleeve: its run, its verdict with counts, its bar, and what the join takes from it. */
export function SleeveRow({ row, calendar }: { readonly row: LevelRow; readonly calendar: NodeCalendar }) {
  const { sleeve, run } = row
  return (
    <li className={classes["sleeve"]} data-sleeve={sleeve.id} data-status={sleeve.status}>
      <div className={classes["name"]}>
        <strong title={sleeve.id}>{sleeve.id}</strong>
        {run === null ? (
          <span className={classes["quiet"]}>
            <IconStack2 size={12} aria-hidden /> {sleeve.meta_profile ?? "no run"}
          </span>
        ) : (
          <span className={classes["quiet"]} title={`${run.run_id}, ${run.chosen}, ${run.completeness}`}>
            <code>{run.run_id}</code>
            <span>
              {run.chosen}, {run.completeness}
            </span>
          </span>
        )}
      </div>
      <Health row={row} />
      <TimelineBar calendar={calendar} sleeve={sleeve} says={inWords(row)} />
      <Cost row={row} />
    </li>
  )
}

function Health({ row: { sleeve } }: { readonly row: LevelRow }) {
  const { health, status, note } = sleeve
  if (health === null) {
    return (
      <div className={classes["health"]} title={note}>
        <ToneChip tone={note === "optimised stream" ? "ok" : "warning"} word="nested" says={note} />
        {note !== "optimised stream" && <span className={classes["quiet"]}>{note}</span>}
      </div>
    )
  }
  const isKeptIn = health.verdict === "vetoed" && status === "included"
  return (
    <div className={classes["health"]} title={note}>
      <HealthChip verdict={health.verdict} />
      <span className={classes["quiet"]}>
        {health.success} of {health.expected}
        {health.ratio !== null && (
          <>
            {", "}
            <Figure value={health.ratio} unit="percent" />
          </>
        )}
      </span>
      {status === "vetoed" && health.verdict !== "vetoed" && <ToneChip tone="vetoed" word="left out" />}
      {isKeptIn && <ToneChip tone="warning" word="kept in" says={note} />}
    </div>
  )
}

function Cost({ row: { sleeve, cost } }: { readonly row: LevelRow }) {
  if (sleeve.status !== "included")
    return (
      <div className={classes["cost"]}>
        <span className={classes["vetoed"]}>left out</span>
        <span className={classes["quiet"]}>{sleeve.note}</span>
      </div>
    )
  if (cost === null)
    return (
      <div className={classes["cost"]}>
        <span className={classes["quiet"]}>
          not joined; <Figure value={sleeve.rows} unit="count" /> rows
        </span>
      </div>
    )
  if (cost.rowsLost === 0)
    return (
      <div className={classes["cost"]}>
        <span className={classes["quiet"]}>
          keeps all <Figure value={cost.rows} unit="count" /> rows
        </span>
        <CostToOthers rows={cost.rowsCostToOthers} />
      </div>
    )
  return (
    <div className={classes["cost"]} title={cost.warnings.join("; ")}>
      <span>
        {cost.warnings.length > 0 && (
          <IconAlertTriangle size={12} className={classes["warns"]} aria-label="warning" role="img" />
        )}
        <Figure value={cost.rowsLost} unit="count" /> of <Figure value={cost.rows} unit="count" /> rows lost,{" "}
        <Figure value={cost.shareLost} unit="percent" />
      </span>
      <span className={classes["quiet"]}>
        <Figure value={cost.weekendRowsLost} unit="count" /> on weekends,{" "}
        <Figure value={cost.otherRowsLost} unit="count" /> others; return lost{" "}
        <Figure value={cost.returnLost} unit="percent" />
      </span>
      <CostToOthers rows={cost.rowsCostToOthers} />
    </div>
  )
}

function CostToOthers({ rows }: { readonly rows: number }) {
  if (rows === 0) return null
  return (
    <span className={classes["quiet"]}>
      costs the others <Figure value={rows} unit="count" /> days
    </span>
  )
}

/** A bar for those who do not see it. */
function inWords({ sleeve, cost }: LevelRow): string {
  const spans = `${sleeve.id}: ${sleeve.first} to ${sleeve.last}, ${sleeve.rows} rows`
  if (sleeve.status !== "included") return `${spans}, left out`
  if (cost === null) return `${spans}, not joined`
  return `${spans}, ${cost.rowsLost} lost (${cost.weekendRowsLost} on weekends, ${cost.otherRowsLost} others, return ${readFigure(cost.returnLost, "percent")})`
}
