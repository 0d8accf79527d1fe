import { dot } from "#engine/numerics/matrix"
import { type QuadraticProgram, type SparseRows, sparseRows } from "./quadratic-program"

/** The same program with fewer inequality rows, and how its multipliers become those of the program given. */
export interface EqualisedProgram {
  readonly program: QuadraticProgram
  readonly inequalityMultipliersOf: (result: {
    readonly equalityMultipliers: Float64Array
    readonly inequalityMultipliers: Float64Array
  }) => Float64Array
}

/**
 * Turns neighbouring inequality rows g'x <= h, -g'x <= -h, which leave an interior point no interior, into
 * one equality; one that follows from those before it is left out. Takes a program that has a solution;
 * gives undefined when it has no such pair.
 */
export function withOppositeRowsEqual(program: QuadraticProgram): EqualisedProgram | undefined {
  const { n, inequalityRows: rows, inequalityLimits: limits } = program
  const equalities = program.equalityValues.length
  const basis: Float64Array[] = []
  for (let r = 0; r < equalities; r++) extend(basis, program.equalityRows.subarray(r * n, (r + 1) * n))
  const pairs: number[] = []
  const others: number[] = []
  const added: Float64Array[] = []
  for (let r = 0; r < limits.length; r++) {
    if (r + 1 === limits.length || !isOpposite(rows, limits, r)) {
      others.push(r)
      continue
    }
    const row = new Float64Array(n)
    for (const [column, value] of entriesOf(rows, r)) row[column] = value
    if (extend(basis, row)) {
      pairs.push(r)
      added.push(row)
    }
    r++
  }
  if (others.length === limits.length) return undefined
  const equalityRows = new Float64Array((equalities + pairs.length) * n)
  equalityRows.set(program.equalityRows)
  added.forEach((row, k) => equalityRows.set(row, (equalities + k) * n))
  return {
    program: {
      ...program,
      equalityRows,
      equalityValues: Float64Array.of(...program.equalityValues, ...pairs.map((r) => limits[r]!)),
      inequalityRows: sparseRows(others.map((r) => entriesOf(rows, r))),
      inequalityLimits: Float64Array.from(others, (r) => limits[r]!),
    },
    inequalityMultipliersOf({ equalityMultipliers, inequalityMultipliers }) {
      const all = new Float64Array(limits.length)
      others.forEach((r, k) => (all[r] = inequalityMultipliers[k]!))
      pairs.forEach((r, k) => {
        const multiplier = equalityMultipliers[equalities + k]!
        all[r] = Math.max(0, -multiplier)
        all[r + 1] = Math.max(0, multiplier)
      })
      return all
    },
  }
}

/** What is left of a row after its projection on others, relative to it, when it follows from them. */
const DEPENDENT = 1e-9

/** Adds a row to an orthonormal basis (modified Gram-Schmidt); false when it follows from those in it. */
function extend(basis: Float64Array[], row: Float64Array): boolean {
  const rest = Float64Array.from(row)
  for (const one of basis) {
    const along = dot(one, rest)
    for (let i = 0; i < rest.length; i++) rest[i]! -= along * one[i]!
  }
  const length = Math.sqrt(dot(rest, rest))
  if (length <= DEPENDENT * Math.sqrt(dot(row, row))) return false
  basis.push(rest.map((value) => value / length))
  return true
}

function entriesOf({ starts, columns, values }: SparseRows, r: number): (readonly [number, number])[] {
  return Array.from(
    columns.subarray(starts[r], starts[r + 1]),
    (column, k) => [column, values[starts[r]! + k]!] as const,
  )
}

function isOpposite(rows: SparseRows, limits: Float64Array, r: number): boolean {
  const { starts, columns, values } = rows
  const length = starts[r + 1]! - starts[r]!
  if (limits[r] !== -limits[r + 1]! || starts[r + 2]! - starts[r + 1]! !== length) return false
  for (let k = starts[r]!; k < starts[r + 1]!; k++) {
    if (columns[k] !== columns[k + length] || values[k] !== -values[k + length]!) return false
  }
  return true
}
