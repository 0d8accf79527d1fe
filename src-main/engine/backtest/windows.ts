import { ensure } from "#shared/problem/ensure"

/** Lengths of a walk-forward in rows of its frame. */
export interface WindowLengths {
  readonly train: number
  readonly test: number
  /** Rows from one rebalance to the next; at most `test`. */
  readonly step: number
}

/** One window as half-open ranges of rows: solved on [trainFrom, testFrom), tested on [testFrom, testTo). */
export interface WalkForwardWindow {
  readonly trainFrom: number
  readonly testFrom: number
  readonly testTo: number
  /** End of the rows that its weights are held: the next window's start, or the end of the last test. */
  readonly heldTo: number
}

/**
 * The windows of a walk-forward over `rows` rows: tests begin at train, train + step, ... while a whole test
 * fits, the last full one included (start <= rows - test). Tests that overlap hand over to the newer weights.
 * None when not even one fits.
 */
export function walkForwardWindows(
  rows: number,
  { train, test, step }: WindowLengths,
): readonly WalkForwardWindow[] {
  ensure(train >= 1 && test >= 1 && step >= 1 && step <= test, "windows leave no row between them")
  const windows: WalkForwardWindow[] = []
  for (let start = train; start <= rows - test; start += step) {
    const isLast = start + step > rows - test
    windows.push({
      trainFrom: start - train,
      testFrom: start,
      testTo: start + test,
      heldTo: isLast ? start + test : start + step,
    })
  }
  return windows
}
