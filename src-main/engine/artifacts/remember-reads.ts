import type { RunDirectory } from "./run-directory"
import { ok } from "#shared/problem/result"

/** The same directory, for a stage that reads a file more than once: its bytes are read and checked once. */
export function rememberReads(directory: RunDirectory): RunDirectory {
  const known = new Map<string, Uint8Array>()
  return {
    ...directory,
    read: (entry) => {
      const key = `${entry.path}\n${entry.sha256}`
      const remembered = known.get(key)
      if (remembered !== undefined) return ok(remembered)
      const bytes = directory.read(entry)
      if (bytes.ok) known.set(key, bytes.value)
      return bytes
    },
  }
}
