import type { Answers } from "#shared/contract/call"
import type { Timers } from "#shared/contract/coalesce"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { Clock } from "#shared/quantity/clock"
import type { Supervisor } from "#main/supervise/supervisor"
import { systemTimers } from "#main/supervise/system-timers"
import { RecentWorkspaces } from "../settings/recent-workspaces"
import { discreetAnswers } from "./discreet-answers"
import { manifestAnswers } from "./manifest-answers"
import { noteAnswers } from "./note-answers"
import { OpenWorkspaces } from "./open-workspaces"
import { queryRelays } from "./query-relays"
import { runRelays } from "./run-relays"
import { SharedWatchers } from "./shared-watchers"
import type { ShellPort, WindowPort } from "./shell-port"
import { windowAnswers } from "./window-answers"
import { workspaceAnswers } from "./workspace-answers"

/** What windows speak to, whatever shell they are in. */
export interface Desk {
  /** Answers for one window or tab. */
  answersFor(window: WindowPort): Answers<DeskContract>
  /** Ends what the desk itself keeps open; engines are the supervisor's. */
  close(): Promise<void>
}

export interface DeskOptions {
  readonly supervisor: Supervisor
  readonly shell: ShellPort
  /** Absolute: settings of the person. */
  readonly settingsFolder: string
  /** Absolute: where the sample workspace is written when no folder is named. */
  readonly sampleFolder: string
  readonly clock: Clock
  readonly timers?: Timers
}

/** Puts together what screens may ask for. Knows no Electron and no sockets. */
export function createDesk(options: DeskOptions): Desk {
  const { supervisor, shell, settingsFolder, sampleFolder, clock, timers = systemTimers } = options
  const workspaces = new OpenWorkspaces(shell.roots, [sampleFolder])
  const recent = new RecentWorkspaces(settingsFolder, clock)
  const watchers = new SharedWatchers(timers)
  let windows = 0
  return {
    answersFor(window) {
      windows += 1
      const answers: Answers<DeskContract> = {
        ...windowAnswers(shell, window, workspaces),
        ...workspaceAnswers({ supervisor, workspaces, recent, watchers, sampleFolder, timers }),
        ...runRelays(supervisor.runs, workspaces),
        ...noteAnswers(supervisor.runs, workspaces, clock),
        ...manifestAnswers(workspaces),
        ...queryRelays(supervisor.query, workspaces, `window ${windows}`),
      }
      return discreetAnswers(answers, () => [...workspaces.list(), ...shell.roots])
    },
    close: () => watchers.close(),
  }
}
