/** Deeper than any file that is read, and shallow enough for whatever walks through it. */
export const DEEPEST_JSON = 200

/** Whether a JSON text, torn or whole, nests deeper than `DEEPEST_JSON` objects and lists. */
export function isTooDeep(text: string): boolean {
  // Brackets in strings are counted too, so a text of many is looked at more closely, never less.
  if ((text.match(/[[{]/g)?.length ?? 0) <= DEEPEST_JSON) return false
  let depth = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{}\]]/g)) {
    if (token === "[" || token === "{") depth += 1
    else if (token === "]" || token === "}") depth -= 1
    if (depth > DEEPEST_JSON) return true
  }
  return false
}
