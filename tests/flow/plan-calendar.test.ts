import { afterEach, describe, expect, it } from "vitest"
import type { NodeCalendar } from "#shared/model/plan"
import { planMeta } from "#engine/orchestration/plan-meta"
import { openWorkspace } from "#engine/workspace/open"
import { noLayers } from "#engine/workspace/settings"
import { everyDay, weekdays } from "../workspaces/days"
import { health } from "../workspaces/options"
import { workspace, type WrittenWorkspace } from "../workspaces/workspace"
import { tickingClock } from "./run-meta"

let ws: WrittenWorkspace

afterEach(() => ws.remove())

async function calendarsOf(
  meta: string,
  command: Readonly<Record<string, string>> = {},
  calendars = true,
): Promise<readonly NodeCalendar[]> {
  const opened = openWorkspace(ws.root)
  if (!opened.ok) throw new Error("no workspace")
  const plan = await planMeta({
    workspace: opened.value,
    metaProfile: meta,
    riskProfiles: ["hrp"],
    layers: { ...noLayers, command },
    clock: tickingClock(),
    programVersion: "0.0.0-test",
    signal: new AbortController().signal,
    calendars,
  })
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems))
  return plan.value.calendars
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** A coin that trades daily, stocks on weekdays, and a sleeve with 7 of 10 windows. */
const demo = () =>
  workspace()
    .sleeve("crypto", everyDay(140))
    .sleeve("stocks", weekdays(90))
    .sleeve("weak", everyDay(140), { health: health({ success: 7, error: 3 }) })
    .meta("inner", ["crypto", "weak", "stocks"], { min: 0.05, max: 0.6 })

describe("a level's calendar", () => {
  it("counts of every sleeve the rows kept, and those lost on weekends and on other days", async () => {
    ws = await demo().write()
    const [calendar] = await calendarsOf("inner")
    expect(calendar).toMatchObject({ meta_profile: "inner", risk_profile: "hrp" })
    const counts = calendar!.sleeves.map(({ id, rows, kept, weekendLost, otherLost }) => [
      id,
      rows,
      sum(kept),
      sum(weekendLost),
      sum(otherLost),
    ])
    const common = calendar!.common!.rows
    expect(counts.map(([id, rows]) => [id, rows])).toEqual([
      ["crypto", 140],
      ["weak", 140],
      ["stocks", 90],
    ])
    expect(counts.map(([, , kept]) => kept)).toEqual([common, common, common])
    for (const [, rows, kept, weekend, other] of counts)
      expect(Number(kept) + Number(weekend) + Number(other)).toBe(rows)
    expect(counts[2]!.slice(2)).toEqual([90, 0, 0])
    expect(counts[0]![3]).toBe(40)
  })

  it("is told where the guardrails refuse the level, with who is vetoed and at what ratio", async () => {
    ws = await demo().write()
    const [calendar] = await calendarsOf("inner", { health_policy: "abort" })
    expect(calendar!.sleeves.map(({ id, status, health: judged }) => [id, status, judged?.ratio])).toEqual([
      ["crypto", "included", 1],
      ["weak", "vetoed", 0.7],
      ["stocks", "included", 1],
    ])
  })

  it("comes in whole weeks once a column a day is too much", async () => {
    ws = await workspace()
      .sleeve("long", everyDay(400))
      .sleeve("other", everyDay(400))
      .meta("pair", ["long", "other"])
      .write()
    const [calendar] = await calendarsOf("pair")
    expect(calendar).toMatchObject({ daysPerColumn: 7, columns: 58 })
    expect(calendar!.sleeves[0]!.kept.slice(0, 57)).toEqual(Array.from({ length: 57 }, () => 7))
    // 400 days are 57 weeks and a day.
    expect(calendar!.sleeves[0]!.kept[57]).toBe(1)
  })

  it("names the meta profile behind a nested sleeve, and gives every level", async () => {
    ws = await demo().meta("outer", ["inner", "stocks"]).write()
    const calendars = await calendarsOf("outer")
    expect(calendars.map(({ meta_profile: meta }) => meta)).toEqual(["outer", "inner"])
    expect(calendars[0]!.sleeves[0]).toMatchObject({ meta_profile: "inner", health: null })
  })

  it("is left out where it was not asked for", async () => {
    ws = await demo().write()
    expect(await calendarsOf("inner", {}, false)).toEqual([])
  })
})

describe("survivors", () => {
  it("tell from how many sleeves on the bounds can't hold", async () => {
    ws = await demo().write()
    const [calendar] = await calendarsOf("inner")
    expect(calendar!.survivors.map(({ sleeves, holds }) => [sleeves, holds])).toEqual([
      [3, true],
      [2, true],
      [1, false],
    ])
    expect(calendar!.survivors[0]!.least).toBeCloseTo(0.15, 12)
    expect(calendar!.survivors[1]!.most).toBeCloseTo(1.2, 12)
  })

  it("are of the hardest choice where sleeves have bounds of their own", async () => {
    ws = await demo().write()
    const [calendar] = await calendarsOf("inner", { "bounds.stocks.max": "0.2" })
    expect(calendar!.survivors.map(({ most, holds }) => [Number(most.toFixed(12)), holds])).toEqual([
      [1.4, true],
      [0.8, false],
      [0.2, false],
    ])
  })
})
