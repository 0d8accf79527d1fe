import type { HealthCounts } from "#shared/contract/engine/profile-rows"
import { healthLooks, type HealthWord } from "../../parts/state-chip"
import classes from "./profiles-screen.module.css"

const order: readonly HealthWord[] = ["healthy", "degraded", "vetoed", "unknown"]

/** One small square per sleeve, and the counts as words for whoever can't tell the squares apart. */
export function HealthSquares({ counts }: { readonly counts: HealthCounts }) {
  const words = order.filter((word) => counts[word] > 0).map((word) => `${counts[word]} ${word}`)
  const total = order.reduce((sum, word) => sum + counts[word], 0)
  if (total === 0) return null
  return (
    <span className={classes["squares"]} role="img" aria-label={words.join(", ")} title={words.join(", ")}>
      {total <= 12 ? (
        order.flatMap((word) =>
          Array.from({ length: counts[word] }, (_, index) => (
            <i key={`${word} ${index}`} data-tone={healthLooks[word].tone} />
          )),
        )
      ) : (
        <span className={classes["quiet"]}>{words.join(", ")}</span>
      )}
    </span>
  )
}
