import { isTooDeep } from "./json-depth"

/** A value that JSON text can spell and that could not be written again as it is. */
export interface UnsoundValue {
  readonly path: readonly (string | number)[]
  readonly seen: string
}

/**
 * `JSON.parse` for text of others. Throws a SyntaxError when the text is no JSON, nests too deep, or holds what
 * `unsoundValue` finds.
 */
export function parseSoundJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError("JSON that nests deeper than any file of a run")
  const value: unknown = JSON.parse(text)
  const unsound = maySpellUnsound(text) ? unsoundValue(value) : undefined
  if (unsound === undefined) return value
  throw new SyntaxError(`${unsound.seen} at ${unsound.path.join(".")}`)
}

/** The first number too large for a double (1e999) or text with half of a surrogate pair; undefined when there is none. */
export function unsoundValue(
  value: unknown,
  path: readonly (string | number)[] = [],
): UnsoundValue | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return { path, seen: "a number beyond 1.8e308" }
  if (isHalfPair(value)) return { path, seen: "text with half of a surrogate pair" }
  if (typeof value !== "object" || value === null) return undefined
  const members = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [key, member] of members) {
    const here = [...path, key]
    if (isHalfPair(key)) return { path: here, seen: "a name with half of a surrogate pair" }
    const found = unsoundValue(member, here)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Cheap, so that a value is walked through only when there can be something to find: an escaped surrogate, an
 * exponent of three digits that ends a number (not digits of a hash), or a number of 300 digits. Text that was
 * decoded from bytes holds no half pair as it stands.
 */
function maySpellUnsound(text: string): boolean {
  return /\\u[dD][89a-fA-F]|[eE]\+?\d{3}\d*(?:[,\]}\s]|$)|(?:^|[:[,\s])-?\d{300}/.test(text)
}

function isHalfPair(value: unknown): boolean {
  return typeof value === "string" && /\p{Surrogate}/u.test(value)
}
