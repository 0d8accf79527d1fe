import type { OptimizeSettings } from "#shared/model/optimize"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, okUnless, type Result } from "#shared/problem/result"
import type { WeightBounds } from "./bounds"

/**
 * Bounds per item: its own where it has them, else the pair for all. An own bound for an item that is
 * not there, and a negative or not finite bound, is a problem.
 */
export function boundsFromSettings(
  names: readonly string[],
  settings: OptimizeSettings,
): Result<WeightBounds> {
  const lower = Float64Array.from(names, (name) => settings.bounds[name]?.min ?? settings.min_weight)
  const upper = Float64Array.from(names, (name) => settings.bounds[name]?.max ?? settings.max_weight)
  const unknown = Object.keys(settings.bounds)
    .filter((name) => !names.includes(name))
    .map((name) => unknownItem(name, names))
  const known = okUnless(unknown, { lower, upper })
  if (!known.ok) return known
  const bad = names.find(
    (_, i) => !(lower[i]! >= 0 && Number.isFinite(lower[i]!) && Number.isFinite(upper[i]!)),
  )
  if (bad === undefined) return ok({ lower, upper })
  const at = names.indexOf(bad)
  return failed(
    problem("settings.value", {
      what: "A weight bound is negative or not a number.",
      where: `bounds of ${bad}`,
      seen: `[${lower[at]}, ${upper[at]}]`,
      remedy: "Give bounds from 0 upwards: a sleeve can't be held short.",
    }),
  )
}

function unknownItem(name: string, names: readonly string[]): Problem {
  return problem("bounds.unknownItem", {
    what: `There is a weight bound for ${name}, which is not among the items.`,
    where: "meta_allocation.bounds",
    seen: name,
    remedy: `Name one of ${names.join(", ")}.`,
  })
}
