const LINES_KEPT = 20
const LINE_LENGTH = 500

/** What V8 prints before it aborts; what a refused ArrayBuffer throws. */
const outOfMemory = /JavaScript heap out of memory|Array buffer allocation failed|ERR_WORKER_OUT_OF_MEMORY/

/** The end of what a process prints, in bounded memory. */
export interface LastLines {
  take(text: string): void
  /** The last lines that are not blank, oldest first; long ones are cut. */
  lines(): readonly string[]
  /** Whether V8's complaint was among all lines: the stack that follows it may have pushed it out. */
  isOutOfMemory(): boolean
}

/** Keeps the last 20 lines of a text that comes in pieces. */
export function lastLines(): LastLines {
  const kept: string[] = []
  let open = ""
  let complained = false
  const keep = (line: string) => {
    complained ||= outOfMemory.test(line)
    if (line.trim() === "") return
    kept.push(line)
    if (kept.length > LINES_KEPT) kept.shift()
  }
  return {
    take(text) {
      const [first = "", ...rest] = text.split(/\r?\n/)
      open = (open + first).slice(0, LINE_LENGTH)
      for (const line of rest) {
        keep(open)
        open = line.slice(0, LINE_LENGTH)
      }
    },
    lines: () => (open.trim() === "" ? [...kept] : [...kept, open].slice(-LINES_KEPT)),
    isOutOfMemory: () => complained || outOfMemory.test(open),
  }
}
