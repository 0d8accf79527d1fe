import { describe, expect, it } from "vitest"
import { levelsOf, riskSummaries, standsOut } from "#renderer/screens/setup/model/level-rows"
import { remediesOf } from "#renderer/screens/setup/model/remedies"
import { shownSurvivors } from "#renderer/screens/setup/model/survivors"
import { axisOf, axisTicks, barPaths } from "#renderer/screens/setup/model/timeline"
import { problem } from "#shared/problem/problem"
import { calendar, plan, sleeveCalendar } from "./plans"

describe("a sleeve's bar", () => {
  it("is as high in each column as the share that is kept, with weekends and other losses above", () => {
    const paths = barPaths(
      sleeveCalendar("a", { kept: [5, 5, 0], weekendLost: [2, 2, 0], otherLost: [0, 0, 3] }),
    )
    expect(paths.kept).toBe("M0 0.286H2V1H0Z")
    expect(paths.weekend).toBe("M0 0H2V0.286H0Z")
    expect(paths.other).toBe("M2 0H3V1H2Z")
  })
  it("is empty where the sleeve has no rows", () => {
    const paths = barPaths(sleeveCalendar("a", { kept: [0, 1], weekendLost: [0, 0], otherLost: [0, 0] }))
    expect(paths).toEqual({ kept: "M1 0H2V1H1Z", weekend: "", other: "" })
  })
})

describe("the time axis", () => {
  it("has the first day at 0, and ends the last day of a full axis at 1", () => {
    const axis = axisOf({ first: "2024-01-01", columns: 10, daysPerColumn: 1 })
    expect([axis.at("2024-01-01"), axis.at("2024-01-06"), axis.after("2024-01-10")]).toEqual([0, 0.5, 1])
  })
  it("names years, and marks the quarters between", () => {
    const ticks = axisTicks({ first: "2023-09-10", last: "2025-12-27", columns: 120, daysPerColumn: 7 })
    expect(ticks.map(({ label }) => label)).toEqual(["", "2024", "", "", "", "2025", "", "", ""])
  })
  it("names the months of a short axis", () => {
    const ticks = axisTicks({ first: "2024-11-20", last: "2025-02-10", columns: 83, daysPerColumn: 1 })
    expect(ticks.map(({ label }) => label)).toEqual(["Dec", "2025", "Feb"])
  })
})

describe("a plan", () => {
  it("is told by risk profile: what it comes to, who is in, and the verdicts", () => {
    expect(riskSummaries(plan())).toEqual([
      {
        risk: "hrp",
        state: "would stop",
        included: 1,
        vetoed: 1,
        verdicts: { healthy: 1, degraded: 0, vetoed: 1, unknown: 0 },
        rows: null,
      },
    ])
  })
  it("shows a level that is refused by its calendar, without costs", () => {
    const [level] = levelsOf(plan(), "hrp")
    expect(level!.node).toBeNull()
    expect(
      level!.rows.map(({ sleeve, run }) => [sleeve.id, run?.run_id, standsOut({ sleeve, run, cost: null })]),
    ).toEqual([
      ["good", "run_good", false],
      ["bad", "run_bad", true],
    ])
  })
})

describe("survivors of further vetoes", () => {
  const survivors = [6, 5, 4, 3, 2, 1].map((sleeves) => ({
    sleeves,
    least: 0,
    most: sleeves * 0.4,
    holds: sleeves * 0.4 >= 1,
  }))
  it("are shown for all, for now, for the next three, and where the bounds stop holding", () => {
    expect(shownSurvivors(survivors, 0).map(({ sleeves }) => sleeves)).toEqual([6, 5, 4, 3, 2])
    expect(shownSurvivors(survivors, 2).map(({ sleeves }) => sleeves)).toEqual([6, 4, 3, 2])
  })
})

describe("a refusal's remedies", () => {
  const refusal = (code: Parameters<typeof problem>[0], what: string, remedy: string) =>
    problem(code, { what, where: "m / hrp", seen: "x", remedy })
  it("leave vetoed sleeves out, or lower the threshold just below the best vetoed ratio", () => {
    const stop = refusal("guardrail.health", "A sleeve failed.", "repair")
    expect(remediesOf(stop, [calendar()])).toEqual([
      { title: "Leave vetoed sleeves out", path: "health_policy", text: "exclude" },
      { title: "Lower the threshold to 61 %", path: "health_threshold", text: "61" },
    ])
  })
  it("round bounds to the side on which they hold", () => {
    const raise = refusal("bounds.infeasible", "Bounds.", "raise max_weight to at least 0.333333")
    expect(remediesOf(raise, [])).toEqual([
      { title: "Raise max weight to 33.34 %", path: "max_weight", text: "33.34" },
    ])
    const lower = refusal("bounds.infeasible", "Bounds.", "lower min_weight to at most 0.142857")
    expect(remediesOf(lower, [])[0]).toMatchObject({ path: "min_weight", text: "14.28" })
    const even = refusal(
      "bounds.infeasibleAfterVetoes",
      "Bounds.",
      "raise max_weight to at least 0.25, or repair",
    )
    expect(Number(remediesOf(even, [])[0]!.text)).toBeGreaterThanOrEqual(25)
  })
  it("are none where the form can't help", () => {
    expect(remediesOf(refusal("guardrail.signTest", "Signs.", "repair"), [])).toEqual([])
  })
})
