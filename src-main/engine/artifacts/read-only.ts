import { ensure } from "#shared/problem/ensure"

let isReadOnly = false

/** From now on every write in this process is a bug and throws: a query engine only reads. There is no way back. */
export function forbidWriting(): void {
  isReadOnly = true
}

/** What every writing function asks before it touches the disk. */
export function ensureMayWrite(path: string): void {
  ensure(!isReadOnly, `a process that only reads does not write (${path})`)
}
