/**
 * The platform's friction alignment: the share of the ideal Sharpe ratio that costs take,
 * 1 - real / ideal (reference 1.9). Null when the ideal one is zero.
 */
export function frictionAlignment(realSharpe: number, idealSharpe: number): number | null {
  return idealSharpe === 0 ? null : 1 - realSharpe / idealSharpe
}
