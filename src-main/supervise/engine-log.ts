import { type AppendFile, openForAppend } from "#engine/artifacts/disk-write"

/** Bytes that wait for the log's folder, which the engine makes itself. */
const WAITING_BYTES = 1_000_000
/** Bytes that one process may add to its log. */
const LOG_BYTES = 20_000_000

/** A log file that is opened when its folder is there; a run that never began leaves none. */
export interface EngineLog {
  append(bytes: Uint8Array): void
  close(): void
}

/** Appends what an engine prints to a file, up to 20 MB. A disk that takes nothing more loses lines, not the run. */
export function engineLog(path: string | null): EngineLog {
  if (path === null) return { append: () => {}, close: () => {} }
  const waiting: Uint8Array[] = []
  let waitingBytes = 0
  let left = LOG_BYTES
  let file: AppendFile | undefined

  const write = (bytes: Uint8Array) => {
    if (left <= 0) return
    file?.append(bytes.length <= left ? bytes : bytes.subarray(0, left))
    left -= bytes.length
    if (left <= 0) file?.append(new TextEncoder().encode("\n[the rest was left out]\n"))
  }
  const open = (): boolean => {
    if (file !== undefined) return true
    const opened = openForAppend(path)
    if (!opened.ok) return false
    file = opened.value
    for (const bytes of waiting.splice(0)) write(bytes)
    return true
  }
  return {
    append(bytes) {
      if (open()) write(bytes)
      else if (waitingBytes < WAITING_BYTES) {
        waiting.push(bytes)
        waitingBytes += bytes.length
      }
    },
    close() {
      if (waiting.length > 0) open()
      file?.close()
      file = undefined
    },
  }
}
