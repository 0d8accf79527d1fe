import { createContext, useContext } from "react"
import { readDuration } from "../../parts/read-figure"
import { barPlace, ticks, type TimeWindow } from "./gantt"
import classes from "./timeline.module.css"
import type { StepLine } from "./step-tree"
import { isOpen } from "./work-items"

/** The stretch of time that all bars share, and the present. */
export interface Timeline {
  readonly window: TimeWindow | null
  readonly now: number
}

export const TimelineContext = createContext<Timeline>({ window: null, now: 0 })

const mostTicks = 5

/** The axis above the bars: time since the run began. */
export function TimelineAxis() {
  const { window } = useContext(TimelineContext)
  if (window === null) return <span>Timeline</span>
  const length = window.to - window.from
  return (
    <span className={classes["axis"]} aria-label="Timeline, from the start of the run">
      {ticks(window, mostTicks)
        .filter((tick) => tick / length < 0.93)
        .map((tick) => (
          <i key={tick} style={{ left: `${(tick / length) * 100}%` }}>
            {tick === 0 ? "0" : readDuration(tick).replace(/(min|h)\s0\s\w+$/, "$1")}
          </i>
        ))}
    </span>
  )
}

/** When a step began and how long it took, on the axis that all rows share. */
export function TimelineBar({ line }: { readonly line: StepLine }) {
  const { window, now } = useContext(TimelineContext)
  if (window === null) return null
  const length = window.to - window.from
  const place = barPlace(line, window, now)
  return (
    <span className={classes["lane"]}>
      {ticks(window, mostTicks).map((tick) => (
        <u key={tick} style={{ left: `${(tick / length) * 100}%` }} />
      ))}
      {place === null && line.started !== null && <em>before the run was taken up again</em>}
      {place !== null && (
        <b
          data-tone={toneOf(line)}
          data-kind={line.item === null ? "group" : "step"}
          data-cut={place.isCut}
          style={{ left: `${place.left * 100}%`, width: `${place.width * 100}%` }}
        />
      )}
    </span>
  )
}

function toneOf({ state }: StepLine): string {
  if (isOpen(state)) return "running"
  if (state === "failed" || state === "crashed") return "failed"
  if (state === "aborted_by_guardrail" || state === "vetoed") return "vetoed"
  return state === "cancelled" ? "unknown" : state === "cached" ? "cached" : "ok"
}
