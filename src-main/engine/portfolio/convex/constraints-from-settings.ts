import type { OptimizeSettings } from "#shared/model/optimize"
import { nearestNames } from "#shared/problem/nearest-names"
import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import type { LinearConstraint, PortfolioConstraints } from "./constraints"

/**
 * Groups and turnover of the settings over these items: a group limits the sum of its items' weights,
 * the turnover limit sum |w - previous|. A name that is not among the items is `bounds.unknownItem`.
 */
export function constraintsFromSettings(
  names: readonly string[],
  { groups, turnover }: Pick<OptimizeSettings, "groups" | "turnover">,
): Result<PortfolioConstraints> {
  const known = new Set(names)
  const unknown = [
    ...groups.flatMap(({ name, items }) =>
      items.filter((item) => !known.has(item)).map((item) => unknownItem(`the group ${name}`, item, names)),
    ),
    ...Object.keys(turnover?.previous ?? {})
      .filter((item) => !known.has(item))
      .map((item) => unknownItem("turnover.previous", item, names)),
  ]
  const rows = groups.map(
    ({ name, items, min, max }): LinearConstraint => ({
      name: `group ${name}`,
      coefficients: Float64Array.from(names, (item) => (items.includes(item) ? 1 : 0)),
      lower: min ?? -Infinity,
      upper: max ?? Infinity,
    }),
  )
  if (turnover === undefined) return okUnless(unknown, { rows })
  const { previous, limit } = turnover
  const held = Float64Array.from(names, (item) => (Object.hasOwn(previous, item) ? previous[item]! : 0))
  return okUnless(unknown, { rows, turnover: { previous: held, limit } })
}

function unknownItem(place: string, item: string, names: readonly string[]): Problem {
  const near = nearestNames(item, names)
  return problem("bounds.unknownItem", {
    what: `There is an item in ${place} that is not among those to be weighed.`,
    where: place.startsWith("turnover") ? place : "groups",
    seen: item,
    remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Name one of ${names.join(", ")}.`,
  })
}
