import { execFileSync } from "node:child_process"
import { readText } from "./disk-read"

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** Linux: boot id and start tick. Elsewhere: start time in UTC, ISO 8601. */
  readonly started: string
}

/** The process that asks. */
export function currentProcess(): ProcessIdentity {
  const started = linuxStart(process.pid) ?? new Date(performance.timeOrigin).toISOString()
  return { pid: process.pid, started }
}

/**
 * Whether that very process still runs. Where its start can't be compared (Windows), a process of the same
 * number counts as it.
 */
export function isProcessAlive({ pid, started }: ProcessIdentity): boolean {
  if (!exists(pid)) return false
  const onLinux = linuxStart(pid)
  if (onLinux !== undefined) return onLinux === started
  const start = startToldByPs(pid)
  const recorded = Date.parse(started)
  // `ps` tells whole seconds, and a process notes its start a moment after the system does.
  return start === undefined || Number.isNaN(recorded) || Math.abs(start - recorded) < 5000
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Field 22 of /proc/<pid>/stat, counted after the command, which may hold spaces and parentheses. */
function linuxStart(pid: number): string | undefined {
  if (process.platform !== "linux") return undefined
  const stat = readText(`/proc/${pid}/stat`)
  const boot = readText("/proc/sys/kernel/random/boot_id")
  if (!stat.ok || !boot.ok) return undefined
  const tick = stat.value.slice(stat.value.lastIndexOf(")") + 2).split(" ")[19]
  return tick === undefined ? undefined : `${boot.value.trim()}:${tick}`
}

/** Milliseconds since 1970; undefined where there is no `ps`. */
function startToldByPs(pid: number): number | undefined {
  if (process.platform === "win32") return undefined
  try {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    })
    const start = Date.parse(text.trim())
    return Number.isNaN(start) ? undefined : start
  } catch {
    return undefined
  }
}
