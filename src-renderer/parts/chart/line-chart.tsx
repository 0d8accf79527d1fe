import { scaleLinear, scaleUtc } from "d3-scale"
import { area as areaShape, line as lineShape } from "d3-shape"
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react"
import classes from "./chart.module.css"
import { ChartMenu } from "./chart-menu"
import { extent, isoDay, type Lines, linesCsv, nearestRow } from "./series"
import { useWidth } from "./use-width"

const margin = { top: 8, right: 12, bottom: 22, left: 56 }

/** The days that linked charts show. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/**
 * Lines over days as SVG: crosshair by pointer or arrow keys, a range by dragging, shared with linked charts.
 * `base` is the value that an area is filled from; null for plain lines.
 */
export function LineChart({
  title,
  lines,
  height = 220,
  base = null,
  read,
  range,
  onRange,
}: {
  readonly title: string
  readonly lines: Lines
  readonly height?: number
  readonly base?: number | null
  /** A value as text. */
  readonly read: (value: number) => string
  readonly range: DayRange | null
  readonly onRange: (range: DayRange | null) => void
}) {
  const holder = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const width = useWidth(holder)
  const [at, setAt] = useState<number | null>(null)
  const [dragFrom, setDragFrom] = useState<number | null>(null)
  const first = lines.days[0] ?? 0
  const last = lines.days.at(-1) ?? 0
  const from = range?.from ?? first
  const to = range?.to ?? last

  const drawn = useMemo(
    () => draw({ lines, from, to, base, width, height }),
    [lines, from, to, base, width, height],
  )
  const dayAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    return Math.round(drawn.x.invert(event.clientX - box.left).getTime() / 86_400_000)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = nearestRow(lines.days, at ?? from)
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0
    if (event.key === "Escape" && range !== null) onRange(null)
    else if (step === 0) return
    else setAt(lines.days[Math.min(Math.max(row + step, 0), lines.days.length - 1)] ?? null)
    event.preventDefault()
  }
  const row = at === null ? null : nearestRow(lines.days, at)
  return (
    <figure className={classes["chart"]} ref={holder}>
      <figcaption className={classes["caption"]}>
        <h3>{title}</h3>
        <Legend lines={lines} row={row} read={read} />
        {range !== null && (
          <button type="button" className={classes["whole"]} onClick={() => onRange(null)}>
            {isoDay(from)} to {isoDay(to)}: show all
          </button>
        )}
        <ChartMenu title={title} svg={svg} csv={() => linesCsv(lines)} />
      </figcaption>
      <svg
        ref={svg}
        width={width}
        height={height}
        role="img"
        aria-label={`${title}, ${isoDay(from)} to ${isoDay(to)}; the arrow keys read values`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => setAt(dayAt(event))}
        onPointerLeave={() => setAt(null)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragFrom(dayAt(event))
        }}
        onPointerUp={(event) => {
          const end = dayAt(event)
          if (dragFrom !== null && Math.abs(end - dragFrom) > 4)
            onRange({
              from: Math.max(first, Math.min(dragFrom, end)),
              to: Math.min(last, Math.max(dragFrom, end)),
            })
          setDragFrom(null)
        }}
        onDoubleClick={() => onRange(null)}
      >
        {drawn.yTicks.map(({ value, y }) => (
          <g key={value} transform={`translate(0,${y})`}>
            <line className={classes["rule"]} x1={margin.left} x2={width - margin.right} />
            <text className={classes["tick"]} x={margin.left - 6} dy="0.32em" textAnchor="end">
              {read(value)}
            </text>
          </g>
        ))}
        {drawn.xTicks.map(({ label, x }) => (
          <text key={label} className={classes["tick"]} x={x} y={height - 6} textAnchor="middle">
            {label}
          </text>
        ))}
        {drawn.paths.map(({ key, area, line, inSample }, index) => (
          <g key={key} className={classes["series"]} data-series={index % 8} data-sample={inSample}>
            {area !== null && <path className={classes["area"]} d={area} />}
            <path className={classes["line"]} d={line} />
          </g>
        ))}
        {row !== null && (
          <line
            className={classes["cross"]}
            x1={drawn.x(lines.days[row]! * 86_400_000)}
            x2={drawn.x(lines.days[row]! * 86_400_000)}
            y1={margin.top}
            y2={height - margin.bottom}
          />
        )}
        {dragFrom !== null && at !== null && (
          <rect
            className={classes["drag"]}
            x={Math.min(drawn.x(dragFrom * 86_400_000), drawn.x(at * 86_400_000))}
            width={Math.abs(drawn.x(dragFrom * 86_400_000) - drawn.x(at * 86_400_000))}
            y={margin.top}
            height={height - margin.top - margin.bottom}
          />
        )}
      </svg>
    </figure>
  )
}

/** Names of the lines, and their values at the crosshair. */
function Legend({
  lines,
  row,
  read,
}: {
  readonly lines: Lines
  readonly row: number | null
  readonly read: (value: number) => string
}) {
  return (
    <span className={classes["legend"]} aria-live="off">
      {row !== null && <span>{isoDay(lines.days[row]!)}</span>}
      {lines.lines.map(({ key, title, values, inSample }, index) => (
        <span key={key} className={classes["series"]} data-series={index % 8} data-sample={inSample}>
          <i aria-hidden /> {title}
          {row !== null && ` ${Number.isNaN(values[row]) ? "n/a" : read(values[row]!)}`}
        </span>
      ))}
    </span>
  )
}

function draw({
  lines,
  from,
  to,
  base,
  width,
  height,
}: {
  readonly lines: Lines
  readonly from: number
  readonly to: number
  readonly base: number | null
  readonly width: number
  readonly height: number
}) {
  const [least, greatest] = extent(lines, from, to) ?? [0, 1]
  const x = scaleUtc([from * 86_400_000, to * 86_400_000], [margin.left, width - margin.right])
  const y = scaleLinear(
    [base === null ? least : Math.min(least, base), base === null ? greatest : Math.max(greatest, base)],
    [height - margin.bottom, margin.top],
  ).nice(4)
  const rows = lines.days
    .map((_, row) => row)
    .filter((row) => lines.days[row]! >= from && lines.days[row]! <= to)
  const xOf = (row: number) => x(lines.days[row]! * 86_400_000)
  const format = x.tickFormat(6)
  return {
    x,
    yTicks: y.ticks(4).map((value) => ({ value, y: y(value) })),
    xTicks: x
      .ticks(Math.max(2, Math.floor(width / 120)))
      .map((date) => ({ label: format(date), x: x(date) })),
    paths: lines.lines.map(({ key, values, inSample }) => {
      const isThere = (row: number) => !Number.isNaN(values[row])
      const line = lineShape<number>()
        .defined(isThere)
        .x(xOf)
        .y((row) => y(values[row]!))
      const area =
        base === null
          ? null
          : areaShape<number>()
              .defined(isThere)
              .x(xOf)
              .y0(y(base))
              .y1((row) => y(values[row]!))
      return { key, inSample, line: line(rows) ?? "", area: area?.(rows) ?? null }
    }),
  }
}
