import type { SurvivorBounds } from "#shared/model/plan"

/** Further vetoes that are looked at one by one. */
const STEPS = 3

/**
 * The lines worth reading of "all sleeves down to one": before the vetoes, now, the next few, and the first count at
 * which the bounds stop holding.
 */
export function shownSurvivors(
  survivors: readonly SurvivorBounds[],
  vetoed: number,
): readonly SurvivorBounds[] {
  const now = survivors.length - vetoed
  const breaks = survivors.find(({ sleeves, holds }) => sleeves <= now && sleeves > 1 && !holds)
  return survivors.filter(
    ({ sleeves }) =>
      sleeves === survivors.length ||
      (sleeves <= now && sleeves >= now - STEPS && sleeves > 1) ||
      sleeves === now ||
      sleeves === breaks?.sleeves,
  )
}
