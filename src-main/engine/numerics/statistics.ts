/** Sum of values, left to right. */
export function sum(values: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

/** Arithmetic mean of at least one value. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length
}

/** Means of N columns of `rows` values each, column-major; four sums at once, each from the first row to the last. */
export function columnMeans(columns: Float64Array, rows: number, n: number): Float64Array {
  const means = new Float64Array(n)
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const first = i * rows
    const second = first + rows
    const third = second + rows
    const fourth = third + rows
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let t = 0; t < rows; t++) {
      a += columns[first + t]!
      b += columns[second + t]!
      c += columns[third + t]!
      d += columns[fourth + t]!
    }
    means[i] = a / rows
    means[i + 1] = b / rows
    means[i + 2] = c / rows
    means[i + 3] = d / rows
  }
  for (; i < n; i++) means[i] = mean(columns.subarray(i * rows, (i + 1) * rows))
  return means
}

/** The columns with their means taken away, as a new buffer. */
export function centredColumns(columns: Float64Array, rows: number, means: Float64Array): Float64Array {
  const centred = new Float64Array(columns.length)
  for (let i = 0; i < means.length; i++) {
    const centre = means[i]!
    for (let t = i * rows; t < (i + 1) * rows; t++) centred[t] = columns[t]! - centre
  }
  return centred
}

/**
 * Empirical quantile of at least one value at level in [0, 1], with linear interpolation between
 * order statistics (Hyndman and Fan 1996, type 7).
 */
export function quantile(values: ArrayLike<number>, level: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), level)
}

/** The same quantile of values that are in ascending order already. */
export function quantileOfSorted(sorted: Float64Array, level: number): number {
  const position = level * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (position - below) * (high - low)
}

/**
 * Adjusted Fisher-Pearson skewness, G1 = n^2 / ((n-1)(n-2)) * m3 / s^3 with s of ddof 1
 * (Joanes and Gill 1998). 0 for fewer than three values or no spread.
 */
export function sampleSkewness(values: ArrayLike<number>): number {
  const n = values.length
  if (n < 3) return 0
  const centre = mean(values)
  let squares = 0
  let cubes = 0
  for (let i = 0; i < n; i++) {
    const deviation = values[i]! - centre
    squares += deviation * deviation
    cubes += deviation * deviation * deviation
  }
  const second = squares / n
  if (second <= 1e-30) return 0
  return (Math.sqrt(n * (n - 1)) / (n - 2)) * (cubes / n / (second * Math.sqrt(second)))
}

/** x * x, which is rounded once; of `**` the last bit is left open by the language. */
export function square(x: number): number {
  return x * x
}

/** Standard deviation of more than `ddof` values around their mean, with n - ddof in the denominator. */
export function standardDeviation(values: ArrayLike<number>, ddof: 0 | 1): number {
  const centre = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += square(values[i]! - centre)
  return Math.sqrt(squares / (values.length - ddof))
}
