import canonicalize from "canonicalize"
import { ensure } from "#shared/problem/ensure"
import { ensureJson } from "./json-value"

/** The RFC 8785 form of a value, for hashing. Throws on what JSON can't hold (`ensureJson`). */
export function canonicalJson(value: unknown): string {
  ensureJson(value)
  const text = canonicalize(value)
  ensure(text !== undefined, "a JSON value has a canonical form")
  return text
}
