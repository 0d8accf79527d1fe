import { useMemo } from "react"
import type { NodeCalendar, SleeveCalendar } from "#shared/model/plan"
import { axisOf, axisTicks, barPaths } from "../model/timeline"
import classes from "./timeline.module.css"

/** One sleeve's rows over the time of all: kept ones filled, lost ones hatched, the common window behind. */
export function TimelineBar({
  calendar,
  sleeve,
  says,
}: {
  readonly calendar: NodeCalendar
  readonly sleeve: SleeveCalendar
  /** The same in words. */
  readonly says: string
}) {
  const paths = useMemo(() => barPaths(sleeve), [sleeve])
  return (
    <div className={classes["bar"]} data-status={sleeve.status} role="img" aria-label={says}>
      <CommonWindow calendar={calendar} />
      <svg viewBox={`0 0 ${calendar.columns} 1`} preserveAspectRatio="none" aria-hidden>
        <path className={classes["kept"]} d={paths.kept} />
      </svg>
      <Hatched d={paths.weekend} kind="weekend" columns={calendar.columns} />
      <Hatched d={paths.other} kind="other" columns={calendar.columns} />
    </div>
  )
}

/** The hatch is made of screen pixels, so it is not stretched with the columns: the path is a mask over it. */
function Hatched({
  d,
  kind,
  columns,
}: {
  readonly d: string
  readonly kind: "weekend" | "other"
  readonly columns: number
}) {
  const mask = useMemo(() => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns} 1" preserveAspectRatio="none"><path d="${d}"/></svg>`
    return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
  }, [d, columns])
  if (d === "") return null
  return <span className={classes[kind]} style={{ maskImage: mask, WebkitMaskImage: mask }} aria-hidden />
}

function CommonWindow({ calendar }: { readonly calendar: NodeCalendar }) {
  const { common } = calendar
  if (common === null) return null
  const axis = axisOf(calendar)
  const from = axis.at(common.first)
  return (
    <span
      className={classes["window"]}
      style={{ left: `${from * 100}%`, width: `${(axis.after(common.last) - from) * 100}%` }}
      aria-hidden
    />
  )
}

/** The time axis over the bars: dates where they fall, and the common window named. */
export function TimelineAxis({ calendar }: { readonly calendar: NodeCalendar }) {
  const ticks = axisTicks(calendar)
  const { common } = calendar
  const axis = axisOf(calendar)
  return (
    <div className={classes["axis"]} aria-hidden>
      {ticks.map(({ at, label }) => (
        <span
          key={at}
          className={classes["tick"]}
          style={{ left: `${at * 100}%` }}
          data-late={at > 0.92}
          data-named={label !== ""}
        >
          {label}
        </span>
      ))}
      {common !== null && (
        <span
          className={classes["span"]}
          style={{
            left: `${axis.at(common.first) * 100}%`,
            width: `${(axis.after(common.last) - axis.at(common.first)) * 100}%`,
          }}
        />
      )}
    </div>
  )
}

/** What the fills of the bars mean. */
export function TimelineLegend() {
  return (
    <ul className={classes["legend"]}>
      <li>
        <span className={classes["kept"]} aria-hidden /> joined
      </li>
      <li>
        <span className={classes["other"]} aria-hidden /> lost
      </li>
      <li>
        <span className={classes["weekend"]} aria-hidden /> lost on weekends
      </li>
      <li>
        <span className={classes["window"]} aria-hidden /> common window
      </li>
    </ul>
  )
}
