/** `meta_alignment_<meta>_<risk>.json`: what the inner join cost, per sleeve and in all (design 5.3). */
export interface Alignment {
  readonly join: "drop" | "compound"
  readonly union: number
  readonly intersection: number
  readonly first: string
  readonly last: string
  /** Longest run of calendar days between two common days. */
  readonly largestGapDays: number
  readonly periodsPerYear: 252 | 365
  readonly sleeves: readonly SleeveAlignment[]
}

export interface SleeveAlignment {
  readonly id: string
  readonly rows: number
  readonly rowsLost: number
  /** rowsLost / rows. */
  readonly shareLost: number
  readonly weekendRowsLost: number
  readonly otherRowsLost: number
  /** otherRowsLost / rows. */
  readonly otherShareLost: number
  /** Compounded return of the lost rows, as a fraction. */
  readonly returnLost: number
  /** Share of the sum of squared deviations that left with the lost rows. */
  readonly varianceShareLost: number
  /** Days that every other sleeve has and only this one lacks. */
  readonly rowsCostToOthers: number
  readonly warnings: readonly string[]
}
