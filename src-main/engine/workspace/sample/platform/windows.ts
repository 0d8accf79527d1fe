/** Lengths of a walk-forward in rows of the returns matrix. */
export interface WalkForward {
  readonly train: number
  readonly test: number
  readonly step: number
}

/** One window: trained on rows [trainFrom, testFrom), tested on [testFrom, testTo). */
export interface Window {
  readonly index: number
  readonly trainFrom: number
  readonly testFrom: number
  readonly testTo: number
}

/**
 * The platform's windows, `range(train, T - test, step)` (reference 3.8): a last window that would
 * end exactly at T is not among them.
 */
export function platformWindows(rows: number, { train, test, step }: WalkForward): Window[] {
  const windows: Window[] = []
  for (let start = train; start < rows - test; start += step) {
    windows.push({
      index: windows.length,
      trainFrom: start - train,
      testFrom: start,
      testTo: start + test,
    })
  }
  return windows
}
