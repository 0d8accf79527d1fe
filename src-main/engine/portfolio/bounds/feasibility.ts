import type { Infeasibility } from "#shared/model/optimize"
import { sum } from "#engine/numerics/statistics"
import type { WeightBounds } from "./bounds"

const SLACK = 1e-12

/**
 * Whether weights summing to 1 exist within the bounds: sum of lower <= 1 <= sum of upper.
 * Gives undefined when they do, else the arithmetic and the smallest change that would help.
 */
export function boundsConflict(names: readonly string[], bounds: WeightBounds): Infeasibility | undefined {
  const crossed = names.filter((_, i) => bounds.lower[i]! > bounds.upper[i]! + SLACK)
  if (crossed.length > 0) {
    const told = (tell: (name: string, lower: number, upper: number) => string): string[] =>
      crossed.map((name) =>
        tell(name, bounds.lower[names.indexOf(name)]!, bounds.upper[names.indexOf(name)]!),
      )
    const raised = told(
      (name, lower, upper) => `the upper bound of ${name} from ${upper} to at least ${lower}`,
    )
    return {
      reason: "bounds",
      conflict: told((name, lower, upper) => `lower bound ${lower} > upper bound ${upper} of ${name}`),
      relaxation: `raise ${raised.join(" and ")}`,
      items: crossed,
    }
  }
  const least = sum(bounds.lower)
  if (least > 1 + SLACK) return tooHigh(names.length, bounds, least)
  const most = sum(bounds.upper)
  if (most < 1 - SLACK) return tooLow(names.length, bounds, most)
  return undefined
}

function tooHigh(n: number, { lower }: WeightBounds, least: number): Infeasibility {
  const uniform = lower.every((value) => value === lower[0])
  return {
    reason: "bounds",
    conflict: [
      uniform ? `${n} x ${lower[0]} = ${figure(least)} > 1` : `sum of lower bounds ${figure(least)} > 1`,
    ],
    relaxation: uniform
      ? `lower min_weight to at most ${figure(1 / n)}`
      : `lower the lower bounds by ${figure(least - 1)} in all`,
  }
}

function tooLow(n: number, { upper }: WeightBounds, most: number): Infeasibility {
  const uniform = upper.every((value) => value === upper[0])
  return {
    reason: "bounds",
    conflict: [
      uniform ? `${n} x ${upper[0]} = ${figure(most)} < 1` : `sum of upper bounds ${figure(most)} < 1`,
    ],
    relaxation: uniform
      ? `raise max_weight to at least ${figure(1 / n)}`
      : `raise the upper bounds by ${figure(1 - most)} in all`,
  }
}

function figure(value: number): string {
  return String(Number(value.toPrecision(6)))
}
