import { randomBytes } from "node:crypto"
import { join } from "node:path"
import { createDesk, type Desk } from "#main/desk/session/desk"
import type { ShellPort } from "#main/desk/session/shell-port"
import type { EngineHost } from "#main/supervise/engine-host"
import { defaultLimits } from "#main/supervise/limits"
import { createSupervisor, type Supervisor } from "#main/supervise/supervisor"
import { systemTimers } from "#main/supervise/system-timers"
import { runIdFrom } from "#shared/quantity/run-id"

/** Everything behind the windows: the desk, and the supervisor of its engine processes. */
export interface Program {
  readonly desk: Desk
  readonly supervisor: Supervisor
  /** Ends all engines; resolves when their exits were seen. */
  close(): Promise<void>
}

/** Puts desk and supervisor together on a shell's own way to start processes. */
export function openProgram(options: {
  readonly host: EngineHost
  readonly shell: ShellPort
  /** Absolute: settings of the person. */
  readonly settingsFolder: string
}): Program {
  const { host, shell, settingsFolder } = options
  const clock = () => new Date().toISOString()
  const supervisor = createSupervisor({
    host,
    clock,
    newRunId: () => runIdFrom(clock(), randomBytes(3).toString("hex")),
    timers: systemTimers,
    limits: defaultLimits,
    logFolder: (root, runId) => join(root, "data/artifacts/summaries/runs", runId, "logs"),
  })
  const sampleFolder = join(settingsFolder, "sample")
  const desk = createDesk({ supervisor, shell, settingsFolder, clock, sampleFolder })
  return {
    desk,
    supervisor,
    async close() {
      await desk.close()
      await supervisor.close()
    },
  }
}

/** Tells the terminal of a bug behind an answer; the window was told that there was one. */
export function reportBug(name: string, error: unknown): void {
  process.stderr.write(
    `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}
