import { type CholeskyFactor, choleskySpace, factorise, solveFactorised } from "./cholesky"
import type { QuadraticProgram } from "./quadratic-program"

/**
 * The linear system of one interior-point iteration,
 *
 *     (Q + diag(d) + G' diag(g) G) dx - A' dy = r,   A dx = p,
 *
 * solved through one Cholesky factor and the Schur complement of the few equality rows (Nocedal and
 * Wright, Numerical Optimization, 16.6 and 14.2).
 */
export interface NewtonSystem {
  readonly factor: CholeskyFactor
  /** Solutions of the factorised block for each equality row, one after the other. */
  readonly responses: Float64Array
  readonly schur: CholeskyFactor
  readonly scratch: Float64Array
}

/** Space for a program with n variables and m equality rows. */
export function newtonSpace(n: number, m: number): NewtonSystem {
  return {
    factor: choleskySpace(n),
    responses: new Float64Array(m * n),
    schur: choleskySpace(m),
    scratch: new Float64Array(n),
  }
}

/** Ridge, relative to the diagonal, added when rounding has made the matrix indefinite. */
const RIDGES = [0, 1e-15, 1e-13, 1e-11]

/** Assembles and factorises; false when even the largest ridge leaves the matrix indefinite. */
export function prepareNewton(
  system: NewtonSystem,
  program: QuadraticProgram,
  diagonal: Float64Array,
  rowWeights: Float64Array,
): boolean {
  for (const ridge of RIDGES) {
    assemble(system.factor.lower, program, diagonal, rowWeights, ridge)
    if (factorise(system.factor, program.n)) return prepareSchur(system, program)
  }
  return false
}

function assemble(
  lower: Float64Array,
  { n, hessian, inequalityRows }: QuadraticProgram,
  diagonal: Float64Array,
  rowWeights: Float64Array,
  ridge: number,
): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = 0; j < i; j++) lower[row + j] = hessian[row + j]!
    lower[row + i] = hessian[row + i]! + diagonal[i]!
  }
  const { starts, columns, values } = inequalityRows
  for (let r = 0; r < rowWeights.length; r++) {
    for (let a = starts[r]!; a < starts[r + 1]!; a++) {
      const row = columns[a]! * n
      const scaled = rowWeights[r]! * values[a]!
      for (let b = starts[r]!; b <= a; b++) lower[row + columns[b]!]! += scaled * values[b]!
    }
  }
  if (ridge > 0) for (let i = 0; i < n; i++) lower[i * n + i]! *= 1 + ridge
}

function prepareSchur(system: NewtonSystem, { n, equalityRows, equalityValues }: QuadraticProgram): boolean {
  const m = equalityValues.length
  const { responses, schur } = system
  responses.set(equalityRows)
  for (let r = 0; r < m; r++) {
    solveFactorised(system.factor, responses.subarray(r * n, (r + 1) * n))
    for (let s = 0; s <= r; s++) {
      let total = 0
      for (let k = 0; k < n; k++) total += responses[r * n + k]! * equalityRows[s * n + k]!
      schur.lower[r * m + s] = total
    }
  }
  return factorise(schur, m)
}

/** Overwrites `dx` (on entry r) and `dy` (on entry p) with the solution. */
export function solveNewton(
  system: NewtonSystem,
  { n, equalityRows }: QuadraticProgram,
  dx: Float64Array,
  dy: Float64Array,
): void {
  solveFactorised(system.factor, dx)
  const m = dy.length
  for (let r = 0; r < m; r++) {
    let total = 0
    for (let k = 0; k < n; k++) total += equalityRows[r * n + k]! * dx[k]!
    dy[r] = dy[r]! - total
  }
  solveFactorised(system.schur, dy)
  for (let r = 0; r < m; r++) {
    const step = dy[r]!
    for (let k = 0; k < n; k++) dx[k]! += step * system.responses[r * n + k]!
  }
}
