/** What stands at a JSON path such as `$.risk_profiles[0].in_sample.figures`; undefined when nothing does. */
export function valueAt(json: unknown, path: string): unknown {
  let at = json
  for (const [, key, index] of path.matchAll(/\.([A-Za-z_]+)|\[(\d+)\]/g)) {
    if (typeof at !== "object" || at === null) return undefined
    at = (at as Record<string, unknown>)[key ?? index!]
  }
  return at
}
