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
  const started = linuxStatus(process.pid)?.started ?? new Date(performance.timeOrigin).toISOString()
  return { pid: process.pid, started }
}

/**
 * Whether that very process still runs; one that ended and whose parent has not asked for its exit code (a
 * zombie) does not. Where its start can't be compared (Windows), a process of the same number counts as it.
 */
export function isProcessAlive({ pid, started }: ProcessIdentity): boolean {
  if (!exists(pid)) return false
  const onLinux = linuxStatus(pid)
  if (onLinux !== undefined) return !onLinux.ended && onLinux.started === started
  const told = statusToldByPs(pid)
  if (told === undefined) return true
  const recorded = Date.parse(started)
  // `ps` tells whole seconds, and a process notes its start a moment after the system does.
  return !told.ended && !(Math.abs(Date.parse(told.started) - recorded) >= 5000)
}

interface ProcessStatus {
  readonly started: string
  /** Ended, but not yet taken out of the system's table. */
  readonly ended: boolean
}

/** Z: zombie; X: on its way out. */
const endedState = /^[ZX]/

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Fields 3 and 22 of /proc/<pid>/stat, counted after the command, which may hold spaces and parentheses. */
function linuxStatus(pid: number): ProcessStatus | undefined {
  if (process.platform !== "linux") return undefined
  const stat = readText(`/proc/${pid}/stat`)
  const boot = readText("/proc/sys/kernel/random/boot_id")
  if (!stat.ok || !boot.ok) return undefined
  const fields = stat.value.slice(stat.value.lastIndexOf(")") + 2).split(" ")
  const [state, tick] = [fields[0], fields[19]]
  if (state === undefined || tick === undefined) return undefined
  return { started: `${boot.value.trim()}:${tick}`, ended: endedState.test(state) }
}

/** Undefined where there is no `ps`. */
function statusToldByPs(pid: number): ProcessStatus | undefined {
  if (process.platform === "win32") return undefined
  try {
    const text = execFileSync("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim()
    const [state = "", ...start] = text.split(/\s+/)
    return { started: start.join(" "), ended: endedState.test(state) }
  } catch {
    return undefined
  }
}
