import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { judgeHealth, type HealthRequest } from "#engine/stages/meta/returns/health"
import { judgeKeptHealth } from "#engine/stages/meta/returns/kept-health"
import { everyDay } from "../../../../workspaces/days"
import { health } from "../../../../workspaces/options"
import { workspace, type WrittenWorkspace } from "../../../../workspaces/workspace"

let ws: WrittenWorkspace

beforeAll(async () => {
  ws = await workspace()
    .sleeve("s", everyDay(100), {
      engines: ["custom", "skfolio"],
      health: { hrp: health({ success: 3, error: 1 }), min_variance: health({ retried: 2, missing: 2 }) },
      unreadableLines: 2,
    })
    .write()
})

afterAll(() => ws.remove())

const request = (engine: string, riskProfile: string): HealthRequest => ({
  sleeveId: "s",
  runPath: ws.runPath("s"),
  engine,
  riskProfile,
  threshold: 0.75,
})

function judged(engine: string, riskProfile: string) {
  const result = judgeHealth(request(engine, riskProfile))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

describe("health judged from what a run kept of a sleeve's ledger", () => {
  it("is what it was from the ledger, verdict and evidence, each for its own stream", () => {
    const streams = [
      ["custom", "hrp"],
      ["skfolio", "hrp"],
      ["custom", "min_variance"],
      ["custom", "equal_weight"],
      ["riskfolio", "hrp"],
    ] as const
    const kept = streams.map(([engine, risk]) => judged(engine, risk).evidence)
    for (const [engine, risk] of streams) {
      const again = judgeKeptHealth(kept, request(engine, risk))
      expect(again, `${engine} ${risk}`).toEqual({ ok: true, value: judged(engine, risk) })
    }
    expect(judged("custom", "hrp").health).toMatchObject({
      verdict: "healthy",
      success: 3,
      unreadableLines: 2,
    })
    expect(judged("riskfolio", "hrp").health.verdict).toBe("unknown")
  })

  it("still knows that the ledger was broken, of which it has only lines", () => {
    const path = join(ws.runPath("s"), "audit.jsonl")
    const whole = readFileSync(path, "utf8")
    writeFileSync(path, whole.slice(whole.indexOf("\n") + 1))
    const { health: seen, evidence } = judged("custom", "hrp")
    writeFileSync(path, whole)
    // Lines 1 and 2 are unreadable now that the genesis record before them is gone.
    expect(seen).toMatchObject({ verdict: "unknown", ledger: { chain: "broken", firstWrong: 3 } })
    const again = judgeKeptHealth([evidence], request("custom", "hrp"))
    expect(again).toEqual({ ok: true, value: { health: seen, evidence } })
  })

  it("needs some evidence, and evidence that can be read", () => {
    expect(judgeKeptHealth([], request("custom", "hrp"))).toMatchObject({
      ok: false,
      problems: [{ code: "artifact.missing" }],
    })
    expect(judgeKeptHealth([new Uint8Array([1])], request("custom", "hrp"))).toMatchObject({
      ok: false,
      problems: [{ code: "file.format" }],
    })
  })
})
