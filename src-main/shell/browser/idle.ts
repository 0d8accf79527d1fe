import type { Timers } from "#shared/contract/coalesce"

/** A busy program without windows is looked at again after so many milliseconds. */
const LOOK_AGAIN = 60_000

/** Tells when there was no window for a while and nothing is left to do. */
export interface IdleWatch {
  /** To be called with every window that comes or goes, and at the start. */
  look(): void
  stop(): void
}

export function watchIdle(options: {
  /** Milliseconds without a window; null: never idle. */
  readonly after: number | null
  readonly hasWindow: () => boolean
  readonly isBusy: () => boolean
  readonly onIdle: () => void
  readonly timers: Timers
}): IdleWatch {
  const { after, hasWindow, isBusy, onIdle, timers } = options
  let takeBack: (() => void) | undefined
  const stop = () => {
    takeBack?.()
    takeBack = undefined
  }
  const wait = (milliseconds: number) => {
    takeBack = timers.after(milliseconds, () => {
      takeBack = undefined
      if (isBusy()) wait(Math.min(milliseconds, LOOK_AGAIN))
      else onIdle()
    })
  }
  return {
    look() {
      stop()
      if (after !== null && !hasWindow()) wait(after)
    },
    stop,
  }
}
