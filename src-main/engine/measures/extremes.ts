/** Row of the smallest of at least one value; the first of equals. */
export function rowOfLeast(values: Float64Array): number {
  let row = 0
  for (let t = 1; t < values.length; t++) if (values[t]! < values[row]!) row = t
  return row
}

/** Row of the largest of at least one value; the first of equals. */
export function rowOfMost(values: Float64Array): number {
  let row = 0
  for (let t = 1; t < values.length; t++) if (values[t]! > values[row]!) row = t
  return row
}

/** The smallest of at least one value. */
export function leastOf(values: Float64Array): number {
  return values[rowOfLeast(values)]!
}
