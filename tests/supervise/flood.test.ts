import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { started, supervised } from "./supervised"

describe("An engine process that says very much", () => {
  it("has 10,000 events a second thinned to 30 updates a second; the last of each step arrives", async () => {
    const { supervisor } = supervised("flood.mjs")
    const begun = performance.now()
    const { ended, updates } = started(supervisor, "any")
    expect((await ended).state).toBe("succeeded")
    const seconds = (performance.now() - begun) / 1000
    // Beside the thinned ones: what was so far, running, the end.
    expect(updates.length).toBeLessThanOrEqual(Math.ceil(seconds * 30) + 6)
    const notes = new Map(updates.flatMap(({ steps }) => steps.map((step) => [step.risk, step.note])))
    expect(Object.fromEntries(notes)).toEqual({ hrp: "event 10000", min_variance: "event 9999" })
  })

  it("fills neither the program's memory nor the disk with what it prints", async () => {
    const { supervisor, folder } = supervised("chatty.mjs")
    expect((await started(supervisor, "any").ended).state).toBe("succeeded")
    const log = readFileSync(join(folder, "engine.log"), "utf8")
    expect(log.length).toBeLessThan(20_000_100)
    expect(log.endsWith("\n[the rest was left out]\n")).toBe(true)
  })

  it("logs what it prints, and appends what a later process prints", async () => {
    const { supervisor, folder } = supervised("crash-at-once.mjs")
    await started(supervisor, "any").ended
    await started(supervisor, "any").ended
    const lines = readFileSync(join(folder, "engine.log"), "utf8").split("\n")
    expect(lines.filter((line) => line.includes("reading the settings"))).toHaveLength(2)
    expect(lines.filter((line) => line.includes("'é' at line 3"))).toHaveLength(2)
  })
})
