import type { DayRule } from "#shared/model/decision"
import { MILLISECONDS_PER_DAY } from "#shared/quantity/day"

/** An instant as a file stamps it. */
export interface Stamp {
  /** Milliseconds since 1970-01-01 UTC; of a stamp without a zone, as if it were UTC. */
  readonly utc: number
  /** Milliseconds that local time is ahead of UTC; null when the stamp names no zone. */
  readonly offset: number | null
}

/**
 * Turns stamps into UTC days (design 5.3): one at local midnight takes the local date, any other the UTC date.
 * Plain dates and midnights without a zone are dates already.
 */
export class DayCount {
  private anyOffMidnight = false
  private anyZoned = false
  private anyLocal = false

  /** The day of a stamp, in whole days since 1970-01-01. */
  public dayOf({ utc, offset }: Stamp): number {
    if (offset === null) {
      if (utc % MILLISECONDS_PER_DAY !== 0) this.anyOffMidnight = true
      return Math.floor(utc / MILLISECONDS_PER_DAY)
    }
    this.anyZoned = true
    const local = utc + offset
    if (offset !== 0 && local % MILLISECONDS_PER_DAY === 0) {
      this.anyLocal = true
      return local / MILLISECONDS_PER_DAY
    }
    return Math.floor(utc / MILLISECONDS_PER_DAY)
  }

  /** The rule that the stamps seen so far needed. */
  public get rule(): DayRule {
    if (this.anyLocal) return "local-midnight"
    return this.anyZoned || this.anyOffMidnight ? "utc-date" : "dates"
  }
}
