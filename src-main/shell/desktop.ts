import type { Answers } from "#shared/contract/call"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { linkAmong, parseLink } from "#shared/contract/desk/link"
import { serve } from "#shared/contract/serve"
import type { Wire } from "#shared/contract/wire"
import { describeProblem } from "#shared/problem/problem"
import type { WindowPort } from "#main/desk/session/shell-port"
import type { Announcer } from "./announcer"
import { createFarewell } from "./farewell"
import { type Program, reportBug } from "./program"
import type { Question } from "./question"

/** One window as the host has it. */
export interface DesktopWindow {
  /** Names the window among those of the program. */
  readonly id: number
  readonly port: WindowPort
  readonly menu: Announcer
  readonly links: Announcer
  /** In front of the others, whatever it was before. */
  bringUp(): void
  readonly close: () => void
  readonly ask: (question: Question) => Promise<{ readonly response: number }>
}

export interface DesktopHost {
  readonly platform: string
  /** Whether windows can be opened yet. */
  isReady(): boolean
  openWindow(): DesktopWindow
  /** Says why something from outside was not done. */
  refuse(title: string, text: string): void
  quit(): void
}

/** The windows of the desktop program: which there are, what leads to them, and when the program ends. */
export interface Desktop {
  show(): DesktopWindow
  /** Navigates a window to an address from outside, or says why not. */
  follow(address: string | undefined): void
  /** The program was started once more, with these words. */
  startedAgain(words: readonly string[]): void
  /** Answers what the window of this id asks over a line of its own. */
  readonly serve: (from: { readonly id: number }, wire: Wire) => void
  readonly ids: () => ReadonlySet<number>
  /** Whether the window may close now; if not, a person is being asked and it is closed later. */
  mayClose(id: number): boolean
  closed(id: number): void
  /** The person wants the program to end, not only its window. */
  quitting(): void
  /** Ends the program when the last run has ended, unless a window is there again. */
  allClosed(): Promise<void>
}

export function createDesktop(program: Pick<Program, "desk" | "supervisor">, host: DesktopHost): Desktop {
  const windows = new Map<
    number,
    { readonly window: DesktopWindow; readonly answers: Answers<DeskContract> }
  >()
  const farewell = createFarewell(program.supervisor.runs)
  let isQuitting = false
  let early: string | undefined

  const open = (): DesktopWindow => {
    farewell.returned()
    isQuitting = false
    const window = host.openWindow()
    windows.set(window.id, { window, answers: program.desk.answersFor(window.port) })
    const address = early
    early = undefined
    if (address !== undefined) window.links.tell(address)
    return window
  }
  const show = (): DesktopWindow => {
    const [shown] = windows.values()
    if (shown === undefined) return open()
    shown.window.bringUp()
    return shown.window
  }
  const follow = (address: string | undefined): void => {
    if (address === undefined) return
    const link = parseLink(address)
    if (!link.ok) host.refuse("Nestfolio did not follow a link", describeProblem(link.problems[0]))
    else if (host.isReady()) show().links.tell(address)
    else early = address
  }
  return {
    show,
    follow,
    startedAgain(words) {
      if (!host.isReady()) return
      show()
      follow(linkAmong(words))
    },
    serve({ id }, wire) {
      const shown = windows.get(id)
      if (shown === undefined) wire.close()
      else serve(deskContract, shown.answers, wire, { onBug: reportBug })
    },
    ids: () => new Set(windows.keys()),
    mayClose(id) {
      const shown = windows.get(id)
      return shown === undefined || farewell.mayClose(shown.window.ask, shown.window.close)
    },
    closed: (id) => void windows.delete(id),
    quitting() {
      isQuitting = true
    },
    async allClosed() {
      await farewell.idle()
      if (windows.size === 0 && (isQuitting || host.platform !== "darwin")) host.quit()
    },
  }
}
