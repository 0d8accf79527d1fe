/** Settings of `meta_allocation` that are keyed by sleeve id. */
export const sleeveKeyed = ["bounds", "health_overrides"] as const

/** Steps of a path below the id: `min` or `max` of a bound, nothing of an override. */
const stepsBelowId: Readonly<Record<string, number>> = {
  bounds: 1,
  health_overrides: 0,
} satisfies Record<(typeof sleeveKeyed)[number], number>

/** Sleeve ids may hold the separator: what stands between a keyed setting and its last steps is one id. */
export function joinSleeveId(steps: readonly string[], separator: string): readonly string[] {
  const below = stepsBelowId[steps[0] ?? ""]
  if (below === undefined || steps.length <= below + 2) return steps
  const end = steps.length - below
  return [steps[0]!, steps.slice(1, end).join(separator), ...steps.slice(end)]
}

/** The id at its place in a path below `meta_allocation`; undefined when the setting is not keyed by sleeve. */
export function sleeveIdIn([setting, id]: readonly string[]): string | undefined {
  return sleeveKeyed.some((keyed) => keyed === setting) ? id : undefined
}
