import { type DoubleDouble, difference, product, quotient, scaled, sumOf } from "./double-double"

/**
 * Powers and logarithms from + - x / alone. `Math.log`, `Math.exp` and `**` with a fraction may differ in the
 * last bit from one engine or machine to the next, which would change an artifact made from them. The work is
 * done in pairs of numbers, so that what is returned is the nearest number but for rare ties.
 */

/** ln 2 as a pair. */
const LN_2: DoubleDouble = [Math.LN2, 2.3190468138462996e-17]

/** Terms of the series: the next one is below 1e-24 of the first. */
const LAST_ODD = 31
const LAST_OF_EXPONENTIAL = 22

/** Beyond these natural logarithms a power is infinite, or nothing. */
const OVERFLOW = 710
const UNDERFLOW = -746

/** base ^ exponent of a base >= 0 and a finite exponent; NaN of another base. */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1
  if (Number.isNaN(base) || base < 0) return Number.NaN
  if (base === 0 || base === Infinity) return (base === 0) === exponent > 0 ? 0 : Infinity
  const log = logarithm(base)
  if (log[0] * exponent > OVERFLOW) return Infinity
  if (log[0] * exponent < UNDERFLOW) return 0
  return exponential(scaled(log, exponent))
}

/** Natural logarithm: -Infinity of 0, NaN of what is below. */
export function naturalLog(value: number): number {
  if (value === 0) return -Infinity
  if (!(value > 0) || value === Infinity) return value > 0 ? value : Number.NaN
  return logarithm(value)[0]
}

/** Of a positive finite value = m 2^e with m within sqrt 2 of 1: ln m = 2 artanh s, s = (m - 1) / (m + 1). */
function logarithm(value: number): DoubleDouble {
  let mantissa = value
  let exponent = 0
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2
    exponent--
  }
  while (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent++
  }
  // mantissa - 1 is exact; mantissa + 1 may not be.
  const s = quotient([mantissa - 1, 0], difference([mantissa, 0], [-1, 0]))
  const square = product(s, s)
  let series: DoubleDouble = [0, 0]
  for (let k = LAST_ODD; k >= 1; k -= 2) series = sumOf(product(series, square), quotient([1, 0], [k, 0]))
  return sumOf(scaled(LN_2, exponent), scaled(product(s, series), 2))
}

/** exp x = 2^k exp r, |r| <= ln 2 / 2, by Taylor's series. */
function exponential(x: DoubleDouble): number {
  const k = Math.round(x[0] / LN_2[0])
  const r = difference(x, scaled(LN_2, k))
  let series: DoubleDouble = [1, 0]
  for (let n = LAST_OF_EXPONENTIAL; n >= 1; n--) {
    series = sumOf([1, 0], quotient(product(series, r), [n, 0]))
  }
  const half = Math.trunc(k / 2)
  return series[0] * powerOfTwo(half) * powerOfTwo(k - half)
}

/** 2^k by doubling or halving, which no rounding enters. */
function powerOfTwo(k: number): number {
  let result = 1
  for (let i = 0; i < Math.abs(k); i++) result *= k > 0 ? 2 : 0.5
  return result
}
