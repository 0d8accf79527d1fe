import { nearestNames } from "#shared/problem/nearest-names"

/** A remedy for an unknown name: the nearest ones, else the first few that exist. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known)
  if (nearest.length > 0) return `Did you mean ${nearest.join(", ")}?`
  if (known.length === 0) return "There is none yet."
  const shown = known.slice(0, 8).join(", ")
  return `Known: ${shown}${known.length > 8 ? ` and ${known.length - 8} more` : ""}.`
}
