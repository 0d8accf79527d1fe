import { symlinkSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ok, type Result } from "#shared/problem/result"
import type { RunUpdate, SupervisedRun } from "#shared/contract/desk/run-calls"
import { type Asked, codeOf, deskInTest, refusal, supervisedRun, valueOf, writeAt } from "./desk-in-test"

/** A question that is answered when it is taken back. */
const untilAborted = (asked: Asked) =>
  new Promise<Result<unknown>>((resolve) =>
    asked.signal?.addEventListener("abort", () => resolve(refusal("Taken back.", "x"))),
  )

describe("Questions about an opened workspace", () => {
  const preview = (root: string, threshold: string) =>
    ({
      root,
      profile: "m",
      riskProfiles: null,
      parameters: { health_threshold: threshold },
      whatIf: null,
      weights: false,
      signs: false,
    }) as const

  it("are asked by window: a newer preview of one window takes the place of its own older one only", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const [one, other] = [test.window(), test.window()]
    valueOf(await one.ask("workspace.open", { root }))
    await one.ask("plan.preview", preview(root, "0.5"))
    await one.ask("plan.preview", preview(root, "0.6"))
    await other.ask("plan.preview", preview(root, "0.5"))
    const [first, second, third] = test.asked.filter(({ name }) => name === "plan.preview")
    expect(first?.asker).toBe(second?.asker)
    expect(third?.asker).not.toBe(first?.asker)
  })

  it("stand beside each other when they ask for different pages of one table", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const window = test.window()
    valueOf(await window.ask("workspace.open", { root }))
    for (const first of [0, 4096]) {
      await window.ask("holdings.table", { root, runId: "r", riskProfile: "hrp", withRisk: false, first })
    }
    const [one, other] = test.asked.filter(({ name }) => name === "holdings.table")
    expect(one?.asker).not.toBe(other?.asker)
  })

  it("are taken back when the window goes away", async () => {
    const test = deskInTest({
      ask: (asked) => (asked.name === "runs.list" ? untilAborted(asked) : asAnswer()),
    })
    const root = test.workspaceAt("ws")
    const window = test.window()
    await window.ask("workspace.open", { root })
    void window.ask("runs.list", { root })
    await new Promise((resolve) => setTimeout(resolve, 10))
    window.close()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(test.asked.at(-1)).toMatchObject({ name: "runs.list", signal: { aborted: true } })
  })

  it("tell of no path outside of the workspace", async () => {
    const test = deskInTest({
      ask: async ({ root, name }) =>
        name === "runs.list"
          ? refusal(
              `Could not read /etc/secret/keys.txt beside ${root}/data.`,
              `${root}/configs/manifest.json:3:1`,
            )
          : asAnswer(),
    })
    const root = test.workspaceAt("ws with spaces")
    const window = test.window()
    await window.ask("workspace.open", { root })
    expect(await window.ask("runs.list", { root })).toMatchObject({
      problems: [
        {
          what: `Could not read …/keys.txt beside ${root}/data.`,
          where: `${root}/configs/manifest.json:3:1`,
        },
      ],
    })
  })
})

async function asAnswer(): Promise<Result<unknown>> {
  return ok({ path: "", text: "", sha256: "", profiles: [], problems: [], warnings: [] })
}

describe("Runs of an opened workspace", () => {
  const request = (root: string) => ({
    root,
    profile: "m",
    riskProfiles: null,
    parameters: {},
    executeSleeves: false,
    requestId: "1",
  })

  it("are started, without the program's own place in what a crash tells", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    const window = test.window()
    expect(codeOf(await window.ask("run.start", request(root)))).toBe("file.pathOutside")
    valueOf(await window.ask("workspace.open", { root }))
    const run = valueOf(await window.ask("run.start", request(root)))
    expect(run.problems[0]).toMatchObject({
      where: `${root}/data`,
      seen: "exit code 1\nError: broken\n    at run (…/worker.js:12:3)",
    })
  })

  it("are taken up again as runs of the profile that they are of", async () => {
    const resumed: string[] = []
    const test = deskInTest({
      runs: {
        resume: ({ root, profile, runId }) => {
          resumed.push(`${profile} ${runId}`)
          return ok(supervisedRun(root, profile))
        },
      },
    })
    const root = test.workspaceAt("ws")
    writeAt(root, "data/artifacts/summaries/runs/r1/audit.jsonl", '{"type":"genesis","profile":"m2"}\n')
    const window = test.window()
    valueOf(await window.ask("workspace.open", { root }))
    valueOf(await window.ask("run.resume", { root, runId: "r1" }))
    expect(codeOf(await window.ask("run.resume", { root, runId: "r2" }))).toBe("run.missing")
    expect(resumed).toEqual(["m2 r1"])
  })

  it("are not taken up from a folder that is a link to elsewhere", async () => {
    const test = deskInTest()
    const root = test.workspaceAt("ws")
    writeAt(test.folder, "elsewhere/run.json", "{}")
    writeAt(root, "data/artifacts/summaries/runs/r0/run.json", "{}")
    symlinkSync(join(test.folder, "elsewhere"), join(root, "data/artifacts/summaries/runs/r1"))
    const window = test.window()
    valueOf(await window.ask("workspace.open", { root }))
    expect(codeOf(await window.ask("run.resume", { root, runId: "r1" }))).toBe("file.pathOutside")
  })

  it("are watched: what the supervisor tells comes to the window, and its last state is the answer", async () => {
    const test = deskInTest({
      runs: {
        watch: async (root, runId, onUpdate: (update: RunUpdate) => void) => {
          const run: SupervisedRun = { ...supervisedRun(root, "m"), runId }
          for (const state of ["running", "succeeded"] as const)
            onUpdate({ run: { ...run, state }, steps: [] })
          return ok({ ...run, state: "succeeded" as const })
        },
      },
    })
    const root = test.workspaceAt("ws")
    const window = test.window()
    valueOf(await window.ask("workspace.open", { root }))
    const states: string[] = []
    const last = await window.ask(
      "run.watch",
      { root, runId: "r7" },
      { onItem: ({ run }) => states.push(run.state) },
    )
    expect(states).toEqual(["running", "succeeded"])
    expect(valueOf(last)).toMatchObject({ runId: "r7", state: "succeeded" })
  })
})
