import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach } from "vitest"
import { type Client, connect } from "#shared/contract/connect"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import { serve } from "#shared/contract/serve"
import { memoryPair } from "#shared/contract/wire"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { answerQueries } from "#main/desk/answers/answer-queries"
import { createDesk, type Desk } from "#main/desk/session/desk"
import type { ShellPort, WindowPort } from "#main/desk/session/shell-port"
import type { QueryOptions } from "#main/supervise/query-engines"
import type { Supervisor } from "#main/supervise/supervisor"

/** A question that reached the supervisor. */
export interface Asked extends QueryOptions {
  readonly root: string
  readonly name: string
}

export interface DeskInTest {
  readonly desk: Desk
  /** A folder of the test's own, without links in its path. */
  readonly folder: string
  readonly settingsFolder: string
  readonly sampleFolder: string
  readonly asked: Asked[]
  readonly started: string[]
  /** What the supervisor was asked to write, and what it gives in return. */
  readonly samples: string[]
  /** A window of the desk, over a wire like any other. */
  window(port?: Partial<WindowPort>): Client<DeskContract>
  /** A folder with a manifest, below the test's own. */
  workspaceAt(path: string, manifest?: string): string
}

const made: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const remove of made.splice(0)) await remove()
})

export interface DeskInTestOptions {
  readonly shell?: Partial<ShellPort>
  /** Roots below the test's folder. */
  readonly roots?: readonly string[]
  /** Takes the place of the query engine, which otherwise answers in this process. */
  readonly ask?: (asked: Asked, input: unknown) => Promise<Result<unknown>>
  readonly runs?: Partial<Supervisor["runs"]>
}

/** A desk whose supervisor starts no process. Closed and removed after the test. */
export function deskInTest({ shell, roots = [], ask, runs }: DeskInTestOptions = {}): DeskInTest {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nestfolio desk-")))
  const settingsFolder = join(folder, "settings of a person")
  const sampleFolder = join(settingsFolder, "sample")
  const asked: Asked[] = []
  const started: string[] = []
  const samples: string[] = []
  const clock = () => "2026-11-21T00:00:00.000Z"
  const answers = answerQueries({ clock, programVersion: "0.0.0-test", variables: {} })
  const here = (name: string, input: unknown, signal: AbortSignal) =>
    (answers as unknown as Record<string, (input: unknown, answering: object) => Promise<Result<unknown>>>)[
      name
    ]!(input, { signal })
  const supervisor: Supervisor = {
    query: {
      warm: (root) => void started.push(root),
      ask: async (root, name, input, options = {}) => {
        const one = { root, name, ...options }
        asked.push(one)
        const signal = options.signal ?? new AbortController().signal
        return (ask === undefined ? here(name, input, signal) : ask(one, input)) as Promise<Result<never>>
      },
      release: async () => {},
    },
    runs: {
      start: (request) => ok(supervisedRun(request.root, request.profile)),
      resume: ({ root, profile }) => ok(supervisedRun(root, profile)),
      cancel: async (root) => ok(supervisedRun(root, "m")),
      watch: async (root) => ok(supervisedRun(root, "m")),
      watchAll: async () => {},
      list: () => [],
      ...runs,
    },
    samples: {
      write: async (root) => {
        samples.push(root)
        writeAt(root, "configs/manifest.json", emptyManifest)
        return ok(undefined)
      },
    },
    close: async () => {},
  }
  const port: ShellPort = {
    kind: "browser",
    platform: "linux",
    version: "0.0.0-test",
    roots: roots.map((root) => join(folder, root)),
    ...shell,
  }
  const desk = createDesk({ supervisor, shell: port, settingsFolder, sampleFolder, clock })
  const clients: Client<DeskContract>[] = []
  made.push(async () => {
    for (const client of clients) client.close()
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    desk,
    folder,
    settingsFolder,
    sampleFolder,
    asked,
    started,
    samples,
    window(own = {}) {
      const [inside, outside] = memoryPair()
      const window = { onLink: () => () => {}, onMenu: () => () => {}, ...own }
      serve(deskContract, desk.answersFor(window), inside, { checkAnswers: true })
      const client = connect(deskContract, outside)
      clients.push(client)
      return client
    },
    workspaceAt(path, manifest = emptyManifest) {
      const root = join(folder, path)
      writeAt(root, "configs/manifest.json", manifest)
      return root
    },
  }
}

export const emptyManifest = `${JSON.stringify({ defaults: {}, profiles: {} }, null, 2)}\n`

export function writeAt(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

/** A run as a supervisor tells it, ended in a crash whose last lines name the program's own place. */
export function supervisedRun(root: string, profile: string): SupervisedRun {
  const crash = problem("engine.crashed", {
    what: "The engine process ended without an answer.",
    where: `${root}/data`,
    seen: "exit code 1\nError: broken\n    at run (/opt/nestfolio/out/engine/worker.js:12:3)",
    remedy: "try again",
  })
  return {
    runId: "r1",
    root,
    profile,
    kind: "run",
    state: "crashed",
    queued: "2026-11-21T00:00:00.000Z",
    started: null,
    ended: null,
    exitCode: 1,
    problems: [crash],
    pid: null,
    silentFor: null,
  }
}

/** The code of a refusal; throws when there was none. */
export function codeOf(result: Result<unknown>): string {
  if (result.ok) throw new Error(`answered with ${JSON.stringify(result.value)}`)
  return result.problems[0].code
}

/** An answer's value; throws with its problems. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.value
}

export const refusal = (what: string, where: string) =>
  failed(problem("file.unreadable", { what, where, seen: "refused", remedy: "try again" }))
