import type { NearIdentical } from "#shared/model/decision"
import { correlationMatrix } from "#engine/measures/correlation"
import type { ReturnFrame } from "#engine/numerics/frame"

/** |correlation| above which two sleeves are more likely one than two. */
const LIMIT = 0.95

/**
 * Pairs of sleeves that are (nearly) each other's copy or mirror: the same run taken twice, or a short
 * sleeve that was executed long (the platform's worst incident). In column order.
 */
export function nearIdenticalPairs(frame: ReturnFrame): readonly NearIdentical[] {
  const matrix = correlationMatrix(frame)
  return frame.names.flatMap((a, i) =>
    frame.names.slice(i + 1).flatMap((b, offset) => {
      const value = matrix[i]![i + 1 + offset]!
      return value !== null && Math.abs(value) > LIMIT ? [{ a, b, correlation: value }] : []
    }),
  )
}
