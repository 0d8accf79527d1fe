/** How quantities are shown to people (product.md, conventions): the same text on screen and in the report. */

const MINUS = "\u2212"
const SPACE = "\u00a0"

function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  const isZero = Number(text) === 0
  return value < 0 && !isZero ? `${MINUS}${text}` : text
}

/** 0.1234 -> "12.34 %"; what is not zero but rounds to it -> "<0.01 %". */
export function formatPercent(fraction: number): string {
  if (fraction !== 0 && Math.abs(fraction) < 0.000_05) {
    return `${fraction < 0 ? `${MINUS}<` : "<"}0.01${SPACE}%`
  }
  return `${fixed(fraction * 100, 2)}${SPACE}%`
}

/** 1.2345 -> "1.23". */
export function formatRatio(value: number): string {
  return fixed(value, 2)
}

/** 0.99987 -> "0.9999": what tells two near copies from one another lies beyond the second digit. */
export function formatCorrelation(value: number): string {
  return fixed(value, 4)
}

/** Whole numbers as they are, others with one digit. */
export function formatCount(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : fixed(value, 1)
}

/** The first seven digits of a hash. */
export function shortHash(hash: string): string {
  return hash.slice(0, 7)
}
