/**
 * Arithmetic on unevaluated sums of two numbers, about 32 digits (Dekker 1971; Hida, Li and Bailey 2001).
 * For magnitudes between 1e-140 and 1e140, where no part of a product overflows or vanishes.
 */
export type DoubleDouble = readonly [high: number, low: number]

/** 2^27 + 1: splits a number into two halves of 26 bits. */
const SPLITTER = 134_217_729

/** a + b without error, for |a| >= |b|. */
function quickSum(a: number, b: number): DoubleDouble {
  const high = a + b
  return [high, b - (high - a)]
}

/** a + b without error. */
function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b
  const ofB = high - a
  return [high, a - (high - ofB) + (b - ofB)]
}

/** a b without error, by halves. */
function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b
  const splitA = SPLITTER * a
  const aHigh = splitA - (splitA - a)
  const aLow = a - aHigh
  const splitB = SPLITTER * b
  const bHigh = splitB - (splitB - b)
  const bLow = b - bHigh
  return [high, aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow)]
}

/** x + y. */
export function sumOf([a, b]: DoubleDouble, [c, d]: DoubleDouble): DoubleDouble {
  const [high, low] = exactSum(a, c)
  const [rest, least] = exactSum(b, d)
  const [first, second] = quickSum(high, low + rest)
  return quickSum(first, second + least)
}

/** x - y. */
export function difference(x: DoubleDouble, [c, d]: DoubleDouble): DoubleDouble {
  return sumOf(x, [-c, -d])
}

/** x y. */
export function product([a, b]: DoubleDouble, [c, d]: DoubleDouble): DoubleDouble {
  const [high, low] = exactProduct(a, c)
  return quickSum(high, low + (a * d + b * c))
}

/** x times a number. */
export function scaled(x: DoubleDouble, by: number): DoubleDouble {
  return product(x, [by, 0])
}

/** x / y, y not 0: two quotients and what each leaves. */
export function quotient(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const first = x[0] / y[0]
  const rest = difference(x, scaled(y, first))
  const second = rest[0] / y[0]
  const third = difference(rest, scaled(y, second))[0] / y[0]
  return sumOf(quickSum(first, second), [third, 0])
}
