import { mkdtempSync, realpathSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Client, connect } from "#shared/contract/connect"
import { type DeskContract, deskContract } from "#shared/contract/desk/desk-contract"
import { serve } from "#shared/contract/serve"
import { memoryPair } from "#shared/contract/wire"
import type { RunId } from "#shared/quantity/run-id"
import { createDesk, type Desk } from "#main/desk/session/desk"
import { defaultLimits } from "#main/supervise/limits"
import { nodeEngineHost } from "#main/supervise/node-host"
import { createSupervisor, type Supervisor } from "#main/supervise/supervisor"
import { systemTimers } from "#main/supervise/system-timers"
import { engineBundle } from "../../engine/process/engine-bundle"
import { valueOf } from "./desk-in-test"

const patient = 120_000

let folder: string
let supervisor: Supervisor
let desk: Desk

beforeAll(async () => {
  const workerFile = await engineBundle()
  folder = realpathSync(mkdtempSync(join(tmpdir(), "nestfolio wörk-")))
  const clock = () => new Date().toISOString()
  supervisor = createSupervisor({
    host: nodeEngineHost({ workerFile, environment: process.env }),
    clock,
    newRunId: () => "a_run" as RunId,
    timers: systemTimers,
    limits: defaultLimits,
    logFolder: () => null,
  })
  const shell = { kind: "browser", platform: "linux", version: "0.0.0-test", roots: [folder] } as const
  desk = createDesk({
    supervisor,
    shell,
    settingsFolder: join(folder, "settings"),
    sampleFolder: join(folder, "sample"),
    clock,
  })
}, patient)

afterAll(async () => {
  await desk.close()
  await supervisor.close()
  rmSync(folder, { recursive: true, force: true })
})

function window(): Client<DeskContract> {
  const [inside, outside] = memoryPair()
  const answers = desk.answersFor({ onLink: () => () => {}, onMenu: () => () => {} })
  serve(deskContract, answers, inside, { checkAnswers: true })
  return connect(deskContract, outside)
}

it(
  "A window opens the sample, runs a profile, sees its list change, and reads what came of it",
  async () => {
    const client = window()
    const { root, problems } = valueOf(await client.ask("workspace.openSample", { root: null }))
    expect(problems).toEqual([])
    const leaving = new AbortController()
    let isRunsChanged = false
    const watching = client.ask(
      "workspace.watch",
      { root },
      {
        signal: leaving.signal,
        onItem: ({ changed }) => {
          isRunsChanged ||= changed.includes("runs")
        },
      },
    )
    const started = valueOf(
      await client.ask("run.start", {
        root,
        profile: "guardrail_demo",
        riskProfiles: ["hrp"],
        parameters: {},
        executeSleeves: false,
        requestId: "1",
      }),
    )
    const { runId } = started
    const stages = new Set<string>()
    const onItem = ({ steps }: { steps: readonly { stage: string }[] }) => {
      for (const { stage } of steps) stages.add(stage)
    }
    const ended = valueOf(await client.ask("run.watch", { root, runId }, { onItem }))
    expect(ended).toMatchObject({ state: "succeeded_with_warnings", exitCode: 0 })
    expect(stages).toContain("meta.returns")
    expect(isRunsChanged).toBe(true)
    leaving.abort()
    await watching

    const { profiles } = valueOf(await client.ask("profiles.tree", { root }))
    const row = profiles.find(({ name }) => name === "guardrail_demo")
    expect(row?.lastReport).toMatchObject({ runId, health: { healthy: 3, vetoed: 1 } })
    const { sleeves } = valueOf(await client.ask("health.sleeves", { root, runId, riskProfile: "hrp" }))
    const vetoed = sleeves.find(({ status }) => status === "vetoed")!
    const asked = { root, runId, riskProfile: "hrp", metaProfile: vetoed.metaProfile, sleeve: vetoed.sleeve }
    const evidence = valueOf(await client.ask("health.evidence", asked))
    expect(evidence.windows.find(({ outcome }) => outcome === "failure")?.error).toMatch(
      /insufficient history/,
    )
    const page = valueOf(
      await client.ask("holdings.table", { root, runId, riskProfile: "hrp", withRisk: true, first: 0 }),
    )
    expect(page.bytes.length).toBeGreaterThan(1000)
    client.close()
  },
  patient,
)
