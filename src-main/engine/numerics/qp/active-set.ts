import { type CholeskyFactor, choleskySpace, factorise, solveFactorised } from "./cholesky"

/**
 * min 1/2 w'Qw + c'w, or the largest ratio m'w / sqrt(w'Qw), over {sum w = 1, lower <= w <= upper}.
 */
export interface ActiveSetProgram {
  readonly n: number
  /** Q, n * n, both triangles. */
  readonly hessian: Float64Array
  readonly goal:
    | { readonly kind: "quadratic"; readonly linear: Float64Array }
    | { readonly kind: "ratio"; readonly gains: Float64Array }
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Items to begin with as free, best first. */
  readonly firstFree: ArrayLike<number>
}

export interface ActiveSetResult {
  readonly x: Float64Array
  readonly iterations: number
}

const FREE = 0
const AT_LOWER = 1
const AT_UPPER = 2

/** Full exchanges without progress before single ones (Judice and Pires 1994). */
const PATIENCE = 10
const ITERATION_LIMIT = 60
/** Pivots below this share of their diagonal mean that the free items are linearly dependent. */
const SINGULAR = 1e-13

/**
 * Block principal pivoting (Kostreva 1978; Judice and Pires 1994) for one equality row and bounds:
 * guess which items are free, solve the equality-constrained problem on them, move every item whose
 * weight or multiplier has the wrong sign, repeat. Starts with few free items and at most doubles
 * them, so that what is factorised stays about as small as the answer. Exact up to rounding where it
 * ends; gives undefined when it does not (dependent columns, cycling), and an interior point must.
 */
export function solveByActiveSet(program: ActiveSetProgram): ActiveSetResult | undefined {
  const { n, lower, upper } = program
  const state = new Uint8Array(n).fill(AT_LOWER)
  for (let k = 0; k < program.firstFree.length; k++) state[program.firstFree[k]!] = FREE
  const face = faceSpace(n)
  const violation = new Float64Array(n)
  let fewest = n + 1
  let patience = PATIENCE
  for (let iterations = 1; iterations <= ITERATION_LIMIT; iterations++) {
    keepOneFree(program, state, face)
    if (!solveFace(program, state, face)) return undefined
    const wrong = violations(program, state, face, violation)
    if (wrong === 0) return { x: boundedPoint(face.x, lower, upper), iterations }
    if (wrong < fewest) {
      fewest = wrong
      patience = PATIENCE
    } else patience--
    if (patience >= 0) exchangeBlock(program, state, face, violation)
    else exchangeOne(program, state, face, violation)
  }
  return undefined
}

/** The point, gradient and multiplier of the face that the states describe. */
interface Face {
  readonly factor: CholeskyFactor
  readonly free: Int32Array
  freeCount: number
  readonly x: Float64Array
  /** Qx + c - multiplier, for every item. */
  readonly reduced: Float64Array
  readonly base: Float64Array
  readonly ones: Float64Array
  readonly gains: Float64Array
}

function faceSpace(n: number): Face {
  const zeros = (): Float64Array => new Float64Array(n)
  return {
    factor: choleskySpace(n),
    free: new Int32Array(n),
    freeCount: 0,
    x: zeros(),
    reduced: zeros(),
    base: zeros(),
    ones: zeros(),
    gains: zeros(),
  }
}

function solveFace(program: ActiveSetProgram, state: Uint8Array, face: Face): boolean {
  const { n, hessian, goal, lower, upper } = program
  const { free, x, reduced } = face
  let count = 0
  let left = 1
  for (let i = 0; i < n; i++) {
    if (state[i] === FREE) {
      free[count++] = i
      x[i] = 0
    } else {
      x[i] = state[i] === AT_LOWER ? lower[i]! : upper[i]!
      left -= x[i]!
    }
  }
  face.freeCount = count
  if (count === 0) return false
  const { factor } = face
  for (let a = 0; a < count; a++) {
    const row = free[a]! * n
    for (let b = 0; b <= a; b++) factor.lower[a * count + b] = hessian[row + free[b]!]!
  }
  if (!factorise(factor, count, SINGULAR)) return false
  // Gradient at the fixed part alone; the free part joins below.
  accumulateGradient(program, x, reduced)
  const base = face.base.subarray(0, count)
  const ones = face.ones.subarray(0, count).fill(1)
  for (let a = 0; a < count; a++)
    base[a] = -reduced[free[a]!]! - (goal.kind === "quadratic" ? goal.linear[free[a]!]! : 0)
  solveFactorised(factor, base)
  solveFactorised(factor, ones)
  let sumOnes = 0
  let sumBase = 0
  for (let a = 0; a < count; a++) {
    sumOnes += ones[a]!
    sumBase += base[a]!
  }
  if (!(sumOnes > 0)) return false
  let multiplier = (left - sumBase) / sumOnes
  for (let a = 0; a < count; a++) x[free[a]!] = base[a]! + multiplier * ones[a]!
  let rate = 0
  if (goal.kind === "ratio") {
    accumulateGradient(program, x, reduced)
    let variance = 0
    let gain = 0
    for (let i = 0; i < n; i++) {
      variance += x[i]! * reduced[i]!
      gain += x[i]! * goal.gains[i]!
    }
    if (!(gain > 0)) return false
    rate = variance / gain
    const gains = face.gains.subarray(0, count)
    for (let a = 0; a < count; a++) gains[a] = goal.gains[free[a]!]!
    solveFactorised(factor, gains)
    let sumGains = 0
    for (let a = 0; a < count; a++) sumGains += gains[a]!
    const shift = sumGains / sumOnes
    for (let a = 0; a < count; a++) x[free[a]!]! += rate * (gains[a]! - shift * ones[a]!)
    multiplier -= rate * shift
  }
  accumulateGradient(program, x, reduced)
  for (let i = 0; i < n; i++)
    reduced[i]! += (goal.kind === "quadratic" ? goal.linear[i]! : -rate * goal.gains[i]!) - multiplier
  return true
}

/** Where every item is at a bound and they do not sum to 1, frees the one that takes up the rest most cheaply. */
function keepOneFree(program: ActiveSetProgram, state: Uint8Array, { x, reduced }: Face): void {
  if (state.includes(FREE)) return
  const { n, goal, lower, upper } = program
  let left = 1
  for (let i = 0; i < n; i++) {
    x[i] = state[i] === AT_LOWER ? lower[i]! : upper[i]!
    left -= x[i]!
  }
  accumulateGradient(program, x, reduced)
  const side = left >= 0 ? AT_LOWER : AT_UPPER
  let best = -1
  let least = Infinity
  for (let i = 0; i < n; i++) {
    if (state[i] !== side || upper[i]! <= lower[i]!) continue
    const slope = goal.kind === "quadratic" ? reduced[i]! + goal.linear[i]! : -goal.gains[i]!
    const cost = left >= 0 ? slope : -slope
    if (cost < least) {
      least = cost
      best = i
    }
  }
  if (best >= 0) state[best] = FREE
}

/** out = Qx, skipping zero weights. */
function accumulateGradient({ n, hessian }: ActiveSetProgram, x: Float64Array, out: Float64Array): void {
  out.fill(0)
  for (let j = 0; j < n; j++) {
    const weight = x[j]!
    if (weight === 0) continue
    const row = j * n
    for (let i = 0; i < n; i++) out[i]! += weight * hessian[row + i]!
  }
}

/** How far each weight is outside its bounds or each multiplier on the wrong side; counts them. */
function violations(
  { n, hessian, lower, upper }: ActiveSetProgram,
  state: Uint8Array,
  { x, reduced }: Face,
  violation: Float64Array,
): number {
  let wrong = 0
  for (let i = 0; i < n; i++) {
    const width = upper[i]! - lower[i]!
    // Rounding in a multiplier is proportional to the terms it is the sum of.
    const noise = 1e-13 * Math.sqrt(hessian[i * n + i]!) * Math.sqrt(hessian[i * n + i]!) * Math.abs(x[i]!)
    if (state[i] === FREE) violation[i] = Math.max(lower[i]! - x[i]!, x[i]! - upper[i]!) - 1e-15
    else if (width <= 0) violation[i] = 0
    else violation[i] = (state[i] === AT_LOWER ? -reduced[i]! : reduced[i]!) - noise
    if (violation[i]! > 0) wrong++
  }
  return wrong
}

/** Moves every wrong item, but frees at most as many as are free, those with the worst multipliers. */
function exchangeBlock(
  { n, lower }: ActiveSetProgram,
  state: Uint8Array,
  face: Face,
  violation: Float64Array,
): void {
  const freed: number[] = []
  for (let i = 0; i < n; i++) {
    if (!(violation[i]! > 0)) continue
    if (state[i] === FREE) state[i] = face.x[i]! < lower[i]! ? AT_LOWER : AT_UPPER
    else freed.push(i)
  }
  const most = Math.max(8, face.freeCount)
  if (freed.length > most) freed.sort((a, b) => violation[b]! - violation[a]! || a - b)
  for (const i of freed.slice(0, most)) state[i] = FREE
}

/** Moves the wrong item with the highest index: slow, but it cannot cycle (Murty 1974). */
function exchangeOne(
  { n, lower }: ActiveSetProgram,
  state: Uint8Array,
  face: Face,
  violation: Float64Array,
): void {
  for (let i = n - 1; i >= 0; i--) {
    if (!(violation[i]! > 0)) continue
    if (state[i] === FREE) state[i] = face.x[i]! < lower[i]! ? AT_LOWER : AT_UPPER
    else state[i] = FREE
    return
  }
}

function boundedPoint(x: Float64Array, lower: Float64Array, upper: Float64Array): Float64Array {
  return x.map((value, i) => Math.min(upper[i]!, Math.max(lower[i]!, value)))
}
