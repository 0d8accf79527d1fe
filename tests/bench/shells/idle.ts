import { readdirSync, readFileSync } from "node:fs"

export interface Usage {
  /** CPU seconds since the start. */
  readonly seconds: number
  /** Memory that is resident, in MB. */
  readonly megabytes: number
}

/** Clock ticks a second in /proc, on every Linux of our time. */
const TICKS = 100

/** What a process and everything it started have used; Linux alone. */
export function usageOfTree(pid: number): Usage {
  return [pid, ...descendants(pid)].map(usageOf).reduce(sum)
}

export const sum = (a: Usage, b: Usage): Usage => ({
  seconds: a.seconds + b.seconds,
  megabytes: a.megabytes + b.megabytes,
})

export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  const kilobytes = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0)
  return { seconds: (Number(fields[11]) + Number(fields[12])) / TICKS, megabytes: kilobytes / 1024 }
}

function descendants(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8")
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.flatMap((child) => [child, ...descendants(child)])
}
