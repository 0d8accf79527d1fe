import { readdirSync, readFileSync } from "node:fs"

/** The engine processes of this program's runs: `worker.js run` with this process among its parents. */
export function runEngines(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isRunEngine(pid) && isBelow(pid, process.pid))
}

/** Waits for an engine that was not there before. */
export async function newEngine(before: readonly number[]): Promise<number> {
  for (let turn = 0; turn < 1000; turn++) {
    const found = runEngines().find((pid) => !before.includes(pid))
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error("no engine of a run was started")
}

function isRunEngine(pid: number): boolean {
  const words = read(`/proc/${pid}/cmdline`).split("\0")
  const at = words.findIndex((word) => word.endsWith("worker.js"))
  return at !== -1 && words[at + 1] === "run"
}

function isBelow(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1; ) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${at}/status`))?.[1] ?? 0)
    if (parent === ancestor) return true
    at = parent
  }
  return false
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}
