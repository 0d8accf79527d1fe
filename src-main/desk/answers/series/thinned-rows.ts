/** `count` rows of `rows`, evenly spaced, the first and the last among them; all where there are no more. */
export function spacedRows(rows: number, count: number): readonly number[] {
  if (rows <= count) return Array.from({ length: rows }, (_, row) => row)
  return Array.from({ length: count }, (_, k) => Math.round((k * (rows - 1)) / (count - 1)))
}

/**
 * At most `count` rows such that each bucket keeps the rows at which every path is lowest and highest, with the first
 * and the last row; all where there are no more. Paths hold a value for each row, NaN where they have none.
 */
export function extremeRows(paths: readonly Float64Array[], rows: number, count: number): readonly number[] {
  if (rows <= count) return spacedRows(rows, count)
  const buckets = Math.max(1, Math.floor((count - 2) / (2 * Math.max(1, paths.length))))
  const kept = new Set([0, rows - 1])
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * rows) / buckets)
    const to = Math.floor(((bucket + 1) * rows) / buckets)
    for (const path of paths) {
      let low = -1
      let high = -1
      for (let row = from; row < to; row++) {
        const value = path[row]!
        if (Number.isNaN(value)) continue
        if (low < 0 || value < path[low]!) low = row
        if (high < 0 || value > path[high]!) high = row
      }
      if (low >= 0) kept.add(low).add(high)
    }
  }
  return [...kept].sort((a, b) => a - b)
}
