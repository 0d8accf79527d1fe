/** The stretch of time that a timeline shows, in milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
}

/** Where a bar lies, as fractions of the window's width. */
export interface BarPlace {
  readonly left: number
  readonly width: number
  /** It began before the window, in an earlier attempt. */
  readonly isCut: boolean
}

interface Span {
  readonly started: number | null
  readonly ended: number | null
}

/** A bar is never thinner than this part of the window: what took no time can still be seen and pointed at. */
const LEAST_WIDTH = 0.004

/**
 * The window of a run's timeline: from its first step, or from where it was last taken up again, to its last; to now
 * while one goes on. null while nothing has begun.
 */
export function windowOf(spans: readonly Span[], reopened: number | null, now: number): TimeWindow | null {
  let from = Infinity
  let to = -Infinity
  for (const { started, ended } of spans) {
    if (started === null) continue
    const end = ended ?? now
    if (reopened !== null && end < reopened) continue
    from = Math.min(from, started)
    to = Math.max(to, end)
  }
  if (from === Infinity) return null
  const begin = reopened === null ? from : Math.max(from, reopened)
  return { from: begin, to: Math.max(to, begin + 1) }
}

/** Where a step's bar lies; null for one that has not begun, or that ended before the window. */
export function barPlace(span: Span, window: TimeWindow, now: number): BarPlace | null {
  if (span.started === null) return null
  const end = span.ended ?? now
  if (end < window.from) return null
  const length = window.to - window.from
  const left = Math.min(Math.max((span.started - window.from) / length, 0), 1 - LEAST_WIDTH)
  const right = Math.min(Math.max((end - window.from) / length, 0), 1)
  return { left, width: Math.max(right - left, LEAST_WIDTH), isCut: span.started < window.from }
}

const steps = [1, 2, 5]

/** Round moments after the window's begin, in milliseconds: at most `most` of them, the begin itself first. */
export function ticks({ from, to }: TimeWindow, most: number): number[] {
  const length = to - from
  const step = roundStep(length / most)
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step)
}

/** The next of 1, 2, 5, 10 ... milliseconds; from a minute on whole minutes. */
function roundStep(least: number): number {
  const minute = 60_000
  if (least > 30_000) {
    const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880]
    return (
      minute * (minutes.find((each) => each * minute >= least) ?? Math.ceil(least / (1440 * minute)) * 1440)
    )
  }
  const nice = [10_000, 15_000, 30_000].find((each) => least > 5000 && each >= least)
  if (nice !== undefined) return nice
  for (let scale = 1; ; scale *= 10) {
    const found = steps.find((each) => each * scale >= least)
    if (found !== undefined) return found * scale
  }
}
