/** Slacks and multipliers that must stay positive while their products go to a target; and their steps. */
export interface Complementarity {
  /** The variable that each pair belongs to; for rows, the row. */
  readonly at: Int32Array
  readonly slack: Float64Array
  readonly multiplier: Float64Array
  readonly slackStep: Float64Array
  readonly multiplierStep: Float64Array
  /** Products in the end: 0 for constraints, b for a logarithm -b ln x. */
  readonly target: Float64Array
  /** Right-hand side of the linearised products. */
  readonly wanted: Float64Array
}

/** Room for the pairs of those of `count` variables or rows for which `holds`. */
export function pairsWhere(count: number, holds: (i: number) => boolean): Complementarity {
  const at = Int32Array.from({ length: count }, (_, i) => i).filter((i) => holds(i))
  const zeros = (): Float64Array => new Float64Array(at.length)
  return {
    at,
    slack: zeros(),
    multiplier: zeros(),
    slackStep: zeros(),
    multiplierStep: zeros(),
    target: zeros(),
    wanted: zeros(),
  }
}

/** Takes a step of the given length. */
export function move(
  { at, slack, slackStep, multiplier, multiplierStep }: Complementarity,
  step: number,
): void {
  for (let k = 0; k < at.length; k++) {
    slack[k]! += step * slackStep[k]!
    multiplier[k]! += step * multiplierStep[k]!
  }
}

/** The steps of the multipliers that go with those of the slacks. */
export function completeSteps({
  at,
  slack,
  slackStep,
  multiplier,
  multiplierStep,
  wanted,
}: Complementarity): void {
  for (let k = 0; k < at.length; k++)
    multiplierStep[k] = (wanted[k]! - multiplier[k]! * slackStep[k]!) / slack[k]!
}

/** Longest step, at most `limit`, that keeps every slack and multiplier at or above zero. */
export function longestStep(groups: readonly Complementarity[], limit: number): number {
  let step = limit
  for (const { at, slack, slackStep, multiplier, multiplierStep } of groups)
    for (let k = 0; k < at.length; k++) {
      if (slackStep[k]! < 0) step = Math.min(step, -slack[k]! / slackStep[k]!)
      if (multiplierStep[k]! < 0) step = Math.min(step, -multiplier[k]! / multiplierStep[k]!)
    }
  return step
}

/** Sum of the products after a step, and how many there are. */
export function products(
  groups: readonly Complementarity[],
  step = 0,
): { readonly total: number; readonly count: number } {
  let total = 0
  let count = 0
  for (const { at, slack, slackStep, multiplier, multiplierStep } of groups) {
    count += at.length
    for (let k = 0; k < at.length; k++)
      total += (slack[k]! + step * slackStep[k]!) * (multiplier[k]! + step * multiplierStep[k]!)
  }
  return { total, count }
}
