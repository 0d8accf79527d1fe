import type { NearIdentical } from "#shared/model/decision"
import { correlation } from "#engine/measures/correlation"
import type { Joined } from "./join"

/** |correlation| above which two sleeves are more likely one than two. */
const LIMIT = 0.95

/**
 * Pairs of sleeves that are (nearly) each other's copy or mirror: the same run taken twice, or a short
 * sleeve that was executed long (the platform's worst incident). In column order.
 */
export function nearIdenticalPairs({ columns }: Pick<Joined, "columns">): readonly NearIdentical[] {
  const pairs: NearIdentical[] = []
  columns.forEach((a, i) => {
    for (const b of columns.slice(i + 1)) {
      const value = correlation(a.values, b.values)
      if (value !== null && Math.abs(value) > LIMIT) pairs.push({ a: a.name, b: b.name, correlation: value })
    }
  })
  return pairs
}
