/**
 * Logarithm and cosine from + - x / alone. `Math.log` and `Math.cos` may differ in the last bit from
 * one engine or machine to the next, which would change every file made from them.
 */

/** Natural logarithm of x in (0, 1]; within 2 units of the last place of the true value. */
export function naturalLog(x: number): number {
  let mantissa = x
  let exponent = 0
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2
    exponent--
  }
  const s = (mantissa - 1) / (mantissa + 1)
  const square = s * s
  let series = 0
  for (let k = 23; k >= 1; k -= 2) series = series * square + 1 / k
  return 2 * s * series + exponent * Math.LN2
}

/** cos(2 pi u) for u in [0, 1]; Taylor series on an eighth of the circle. */
export function cosineOfTurn(u: number): number {
  const folded = u > 0.5 ? 1 - u : u
  if (folded > 0.375) return -cosine(0.5 - folded)
  if (folded > 0.125) return sine(0.25 - folded)
  return cosine(folded)
}

const TWO_PI = 6.283185307179586

function cosine(turn: number): number {
  const x = turn * TWO_PI
  const square = x * x
  let sum = 1
  for (let k = 16; k >= 2; k -= 2) sum = 1 - (square / (k * (k - 1))) * sum
  return sum
}

function sine(turn: number): number {
  const x = turn * TWO_PI
  const square = x * x
  let sum = 1
  for (let k = 17; k >= 3; k -= 2) sum = 1 - (square / (k * (k - 1))) * sum
  return x * sum
}
