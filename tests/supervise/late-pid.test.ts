import { describe, expect, it } from "vitest"
import { memoryPair } from "#shared/contract/wire"
import { runEngineContract } from "#shared/contract/engine/engine-contract"
import { serve } from "#shared/contract/serve"
import { ok } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { defaultLimits } from "#main/supervise/limits"
import { createSupervisor } from "#main/supervise/supervisor"
import { heldTime } from "../shared/contract/held-time"
import { request, valueOf, watching } from "./supervised"

describe("A host that learns the number of a process late, as Electron's does", () => {
  it("has it told at the first sign of life", async () => {
    const [near, far] = memoryPair()
    let pid: number | null = null
    const never = () => new Promise<never>(() => {})
    serve(
      runEngineContract,
      {
        "engine.run": never,
        "engine.resume": never,
        "engine.sample": never,
        "engine.ping": () => {
          pid = 4711
          return ok({})
        },
        "engine.end": () => ok({}),
      },
      far,
    )
    const supervisor = createSupervisor({
      host: {
        start: () => ({
          get pid() {
            return pid
          },
          wire: near,
          onExit: () => {},
          kill: () => {},
        }),
      },
      clock: () => "2026-11-21T00:00:00.000Z",
      newRunId: () => "r" as RunId,
      timers: heldTime().timers,
      limits: defaultLimits,
      logFolder: () => null,
    })
    const { until, updates } = watching(supervisor, valueOf(supervisor.runs.start(request("m"), null)))
    await until(({ run }) => run.pid === 4711)
    expect(updates[0]!.run).toMatchObject({ state: "running", pid: null })
  })
})
