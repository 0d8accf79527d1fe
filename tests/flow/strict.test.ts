import { afterEach, describe, expect, it } from "vitest"
import { everyDay, nyseDays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { runMeta, sleeveWeights } from "./run-meta"

let ws: WrittenWorkspace

/** One small workspace with something for every gate; its meta profiles differ in what they trip over. */
function everyGate(strict: boolean) {
  const days = everyDay(130)
  const meta = (allocation: object = {}) => ({
    allocation: { strict, max_physical_weight: 1, ...allocation },
  })
  return workspace()
    .sleeve("a", days, { holdings: [{ symbol: "A", net: 1 }] })
    .sleeve("b", days, { holdings: [{ symbol: "B", net: 1 }] })
    .sleeve("weekdays", nyseDays(90), { holdings: [{ symbol: "W", net: 1 }] })
    .sleeve("unproven", days, { health: [], undeclaredWindows: true, holdings: [{ symbol: "U", net: 1 }] })
    .sleeve("failing", days, {
      health: health({ success: 1, error: 3 }),
      holdings: [{ symbol: "F", net: 1 }],
    })
    .sleeve("half", days, { holdings: [{ symbol: "H", net: 0.5 }] })
    .sleeve("hedged", days, { holdings: [{ symbol: "Z", net: 0, gross: 1 }] })
    .sleeve("still", days, { values: new Float64Array(130), holdings: [{ symbol: "S", net: 1 }] })
    .meta("sound", ["a", "b"], meta())
    .meta("uneven", ["a", "b", "weekdays"], meta())
    .meta("veto", ["a", "b", "failing"], meta())
    .meta("unknown", ["a", "b", "unproven"], meta())
    .meta("concentrated", ["a", "b"], meta({ max_physical_weight: 0.25 }))
    .meta("gross", ["a", "half"], meta())
    .meta("zero", ["a", "hedged"], meta())
    .meta("unsolvable", ["a", "still"], meta())
    .meta("proxy", ["unsolvable", "b"], meta())
}

afterEach(() => ws.remove())

/** State, exit code and the first code of warning or problem, of a meta profile under hrp. */
async function endOf(meta: string, strict: boolean) {
  ws = await everyGate(strict).write()
  const outcome = await runMeta(ws.root, meta, ["hrp"])
  const [first] = outcome.riskProfiles
  return [outcome.state, outcome.exitCode, outcome.problems[0]?.code ?? first!.warnings[0]?.code ?? null]
}

describe("one workspace, leniently and strictly", () => {
  it.each([
    ["sound", ["succeeded", 0, null], ["succeeded", 0, null]],
    // The weekday sleeve's run was made with other walk-forward lengths.
    [
      "uneven",
      ["succeeded_with_warnings", 0, "SETTINGS_DIFFER"],
      ["aborted_by_guardrail", 4, "guardrail.strict"],
    ],
    [
      "veto",
      ["succeeded_with_warnings", 0, "HEALTH_BELOW_THRESHOLD"],
      ["succeeded_with_warnings", 0, "HEALTH_BELOW_THRESHOLD"],
    ],
    [
      "unknown",
      ["succeeded_with_warnings", 0, "HEALTH_UNKNOWN"],
      ["succeeded_with_warnings", 0, "HEALTH_UNKNOWN"],
    ],
    [
      "concentrated",
      ["succeeded_with_warnings", 0, "FLATTEN_CONCENTRATION"],
      ["aborted_by_guardrail", 4, "flatten.concentration"],
    ],
    [
      "gross",
      ["succeeded_with_warnings", 0, "FLATTEN_GROSS_UNEXPECTED"],
      ["aborted_by_guardrail", 4, "guardrail.strict"],
    ],
    [
      "zero",
      ["succeeded_with_warnings", 0, "FLATTEN_ZERO_EXPOSURE"],
      ["aborted_by_guardrail", 4, "guardrail.strict"],
    ],
    [
      "proxy",
      ["succeeded_with_warnings", 0, "SUBMETA_PROXY"],
      ["aborted_by_guardrail", 4, "guardrail.strict"],
    ],
  ])("%s", async (meta, lenient, strict) => {
    expect(await endOf(meta, false)).toEqual(lenient)
    ws.remove()
    expect(await endOf(meta, true)).toEqual(strict)
  })

  it("keeps a sleeve without evidence only when lenient", async () => {
    for (const [strict, ids] of [
      [false, ["a", "b", "unproven"]],
      [true, ["a", "b"]],
    ] as const) {
      ws = await everyGate(strict).write()
      const outcome = await runMeta(ws.root, "unknown", ["hrp"])
      expect(Object.keys(sleeveWeights(ws.root, outcome, "unknown", "hrp")).toSorted()).toEqual(ids)
      ws.remove()
    }
  })
})
