import type { NodeCalendar, SleeveCalendar } from "#shared/model/plan"

/** SVG paths of one sleeve's bar, in columns across and 0 to 1 down. */
export interface BarPaths {
  readonly kept: string
  readonly weekend: string
  readonly other: string
}

/**
 * A bar as high as the rows of each column: at the foot those kept, above them what the join leaves out, weekends
 * apart from other days. The area is the count.
 */
export function barPaths({ kept, weekendLost, otherLost }: SleeveCalendar): BarPaths {
  const bands = kept.map((rows, i) => {
    const [weekend, other] = [weekendLost[i] ?? 0, otherLost[i] ?? 0]
    const all = rows + weekend + other
    const [top, middle] = all === 0 ? [0, 0] : [(weekend + other) / all, other / all]
    return { isEmpty: all === 0, top, middle }
  })
  return {
    kept: path(bands.map(({ isEmpty, top }) => (isEmpty ? null : [top, 1]))),
    weekend: path(bands.map(({ isEmpty, top, middle }) => (isEmpty ? null : [middle, top]))),
    other: path(bands.map(({ isEmpty, middle }) => (isEmpty ? null : [0, middle]))),
  }
}

type Band = readonly [from: number, to: number] | null

/** One rectangle for each run of equal bands. */
function path(bands: readonly Band[]): string {
  const parts: string[] = []
  for (let from = 0; from < bands.length; ) {
    const band = bands[from]!
    let to = from + 1
    while (to < bands.length && isSame(bands[to]!, band)) to += 1
    if (band !== null && band[1] > band[0])
      parts.push(`M${from} ${short(band[0])}H${to}V${short(band[1])}H${from}Z`)
    from = to
  }
  return parts.join("")
}

function isSame(a: Band, b: Band): boolean {
  return a === null || b === null ? a === b : a[0] === b[0] && a[1] === b[1]
}

const short = (value: number): string => String(Number(value.toFixed(3)))

const DAY = 86_400_000
const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY)

/** Where days lie on a level's time axis, as a fraction of its length. */
export function axisOf({
  first,
  columns,
  daysPerColumn,
}: Pick<NodeCalendar, "first" | "columns" | "daysPerColumn">) {
  const length = Math.max(1, columns * daysPerColumn)
  return {
    /** The beginning of a day. */
    at: (iso: string): number => (dayOf(iso) - dayOf(first)) / length,
    /** The end of a day. */
    after: (iso: string): number => (dayOf(iso) + 1 - dayOf(first)) / length,
  }
}

export interface AxisTick {
  /** Fraction of the axis. */
  readonly at: number
  /** "" for a mark between two that are named. */
  readonly label: string
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

/** Marks at every quarter (every month of a short axis), named where a year begins, and at the first one. */
export function axisTicks(
  calendar: Pick<NodeCalendar, "first" | "last" | "columns" | "daysPerColumn">,
): readonly AxisTick[] {
  if (calendar.first === "") return []
  const axis = axisOf(calendar)
  const days = dayOf(calendar.last) - dayOf(calendar.first) + 1
  const months = days > 365 * 6 ? 12 : days > 240 ? 3 : 1
  const ticks: AxisTick[] = []
  const year = Number(calendar.first.slice(0, 4))
  for (let month = 0; ; month += months) {
    const start = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
    if (start > calendar.last) return ticks
    if (start < calendar.first) continue
    const isYear = start.endsWith("-01-01")
    const isNamed = isYear || months === 1
    ticks.push({
      at: axis.at(start),
      label: isYear ? start.slice(0, 4) : isNamed ? monthNames[Number(start.slice(5, 7)) - 1]! : "",
    })
  }
}
