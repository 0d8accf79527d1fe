import { ensureJson } from "./json-value"

/**
 * A JSON artifact: UTF-8, two spaces, LF at line ends and at the end, keys in insertion order. Throws on what
 * JSON can't hold (`ensureJson`): an artifact never loses a value in silence.
 */
export function jsonBytes(value: unknown): Uint8Array {
  ensureJson(value)
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
}
