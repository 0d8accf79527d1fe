import { describe, expect, it } from "vitest"
import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import { announcer } from "#main/shell/announcer"
import { closingQuestion } from "#main/shell/closing"
import { createDesktop, type DesktopWindow } from "#main/shell/desktop"
import type { Program } from "#main/shell/program"
import type { Question } from "#main/shell/question"

const run = (runId: string, state: SupervisedRun["state"]): SupervisedRun => ({
  runId,
  root: "/w",
  profile: "meta",
  kind: "run",
  state,
  queued: "2026-11-20T21:34:55Z",
  started: null,
  ended: null,
  exitCode: null,
  problems: [],
  pid: null,
  silentFor: null,
})

/** A desktop whose windows, runs and answers are the test's. */
function tried(
  options: { readonly platform?: string; readonly isReady?: boolean; readonly button?: number } = {},
) {
  const { platform = "linux", button = 2 } = options
  let { isReady = true } = options
  let runs: SupervisedRun[] = []
  const seen = {
    quits: 0,
    refused: [] as string[],
    asked: [] as Question[],
    cancelled: [] as string[],
    brought: 0,
  }
  const windows: (DesktopWindow & { isOpen: boolean })[] = []
  const watchers = new Set<(all: readonly SupervisedRun[]) => void>()
  const setRuns = (next: SupervisedRun[]) => {
    runs = next
    for (const watcher of watchers) watcher(next)
  }
  const supervisor = {
    runs: {
      list: () => runs,
      cancel: async (_root: string, runId: string) => {
        seen.cancelled.push(runId)
        setRuns(runs.map((each) => (each.runId === runId ? run(runId, "cancelled") : each)))
      },
      watchAll: (onRuns: (all: readonly SupervisedRun[]) => void, signal: AbortSignal) =>
        new Promise<void>((done) => {
          // As the supervisor: what there is is told before anything is waited for.
          onRuns(runs)
          watchers.add(onRuns)
          signal.addEventListener("abort", () => done())
        }),
    },
  }
  const program = { supervisor, desk: { answersFor: () => ({}) } } as unknown as Pick<
    Program,
    "desk" | "supervisor"
  >
  const desktop = createDesktop(program, {
    platform,
    isReady: () => isReady,
    refuse: (_title, text) => void seen.refused.push(text),
    quit: () => {
      seen.quits += 1
    },
    openWindow() {
      const id = windows.length + 1
      const window = {
        id,
        isOpen: true,
        port: { onLink: () => () => {}, onMenu: () => () => {} },
        menu: announcer(),
        links: announcer(),
        bringUp: () => {
          seen.brought += 1
        },
        // As a window does: closing asks first, and tells when it is closed.
        close: () => {
          if (!desktop.mayClose(id)) return
          window.isOpen = false
          desktop.closed(id)
          void desktop.allClosed()
        },
        ask: async (question: Question) => {
          seen.asked.push(question)
          return { response: button }
        },
      }
      windows.push(window)
      return window
    },
  })
  const settle = () => new Promise((done) => setImmediate(done))
  return { desktop, seen, windows, setRuns, settle, becomeReady: () => (isReady = true) }
}

describe("the desktop's windows", () => {
  it("are opened once, and brought up after that", () => {
    const { desktop, seen, windows } = tried()
    desktop.show()
    desktop.show()
    expect([windows.length, seen.brought]).toEqual([1, 1])
  })

  it("get a link that came before the program was ready", () => {
    const { desktop, windows, becomeReady } = tried({ isReady: false })
    desktop.follow("nestfolio://run/r1")
    expect(windows).toHaveLength(0)
    becomeReady()
    desktop.show()
    const told: string[] = []
    windows[0]!.links.listen((address) => told.push(address))
    expect(told).toEqual(["nestfolio://run/r1"])
  })

  it("are brought up by a second start, which hands over its link", () => {
    const { desktop, windows, seen } = tried()
    desktop.show()
    const told: string[] = []
    windows[0]!.links.listen((address) => told.push(address))
    desktop.startedAgain(["nestfolio", "quant://meta/report?run_id=r1"])
    expect(told).toEqual(["quant://meta/report?run_id=r1"])
    expect(seen.brought).toBeGreaterThan(0)
  })

  it("are left alone by a link that is refused", () => {
    const { desktop, windows, seen } = tried()
    desktop.follow("nestfolio://run/../x")
    expect(windows).toHaveLength(0)
    expect(seen.refused.join()).toContain("usage.address")
  })
})

describe("closing the last window", () => {
  it("ends the program when nothing runs", async () => {
    const { desktop, windows, seen, setRuns, settle } = tried()
    desktop.show()
    setRuns([run("r1", "succeeded")])
    windows[0]!.close()
    await settle()
    expect([seen.quits, seen.asked.length]).toEqual([1, 0])
  })

  it("leaves the program there on macOS, until it is to quit", async () => {
    const { desktop, windows, seen, settle } = tried({ platform: "darwin" })
    desktop.show()
    windows[0]!.close()
    await settle()
    expect(seen.quits).toBe(0)
    desktop.quitting()
    await desktop.allClosed()
    expect(seen.quits).toBe(1)
  })

  it("asks about a run, once, and stays when a person stays", async () => {
    const { desktop, windows, seen, setRuns, settle } = tried({ button: 2 })
    desktop.show()
    setRuns([run("r1", "running")])
    windows[0]!.close()
    windows[0]!.close()
    await settle()
    expect([windows[0]!.isOpen, seen.asked.length, seen.cancelled.length]).toEqual([true, 1, 0])
    windows[0]!.close()
    await settle()
    expect(seen.asked).toHaveLength(2)
  })

  it("goes on without a window until the run has ended", async () => {
    const { desktop, windows, seen, setRuns, settle } = tried({ button: 0 })
    desktop.show()
    setRuns([run("r1", "running")])
    windows[0]!.close()
    await settle()
    expect([windows[0]!.isOpen, seen.quits]).toEqual([false, 0])
    setRuns([run("r1", "succeeded")])
    await settle()
    expect(seen.quits).toBe(1)
  })

  it("stays with a window that was opened meanwhile", async () => {
    const { desktop, windows, seen, setRuns, settle } = tried({ button: 0 })
    desktop.show()
    setRuns([run("r1", "running")])
    windows[0]!.close()
    await settle()
    desktop.show()
    setRuns([run("r1", "succeeded")])
    await settle()
    expect([windows.length, seen.quits]).toEqual([2, 0])
  })

  it("cancels what has not ended, then closes", async () => {
    const { desktop, windows, seen, setRuns, settle } = tried({ button: 1 })
    desktop.show()
    setRuns([run("r1", "running"), run("r2", "queued"), run("r3", "failed")])
    windows[0]!.close()
    await settle()
    await settle()
    expect(seen.cancelled).toEqual(["r1", "r2"])
    expect([windows[0]!.isOpen, seen.quits]).toEqual([false, 1])
  })

  it("asks so that Enter ends no run and Escape stays", () => {
    const question = closingQuestion([run("r1", "running"), run("r2", "queued")])
    expect(question.message).toBe("2 runs have not ended.")
    expect(question.buttons[question.defaultId]).toBe("Keep running in the background")
    expect(question.buttons[question.cancelId]).toBe("Stay")
  })
})
