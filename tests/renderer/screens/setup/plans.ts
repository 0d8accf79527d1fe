import type { NodeCalendar, Plan, SleeveCalendar } from "#shared/model/plan"
import { problem } from "#shared/problem/problem"

/** One sleeve of a plan: healthy unless told otherwise. */
export function sleeveCalendar(id: string, changes: Partial<SleeveCalendar> = {}): SleeveCalendar {
  return {
    id,
    meta_profile: null,
    status: "included",
    note: "24 of 24 windows succeeded",
    health: { verdict: "healthy", success: 24, expected: 24, ratio: 1, threshold: 0.75 },
    first: "2024-01-01",
    last: "2024-01-03",
    rows: 3,
    kept: [1, 1, 1],
    weekendLost: [0, 0, 0],
    otherLost: [0, 0, 0],
    ...changes,
  }
}

/** A level with a healthy sleeve, and one whose ratio of 26 / 42 is below the threshold. */
export function calendar(): NodeCalendar {
  return {
    risk_profile: "hrp",
    meta_profile: "m",
    first: "2024-01-01",
    last: "2024-01-03",
    common: { first: "2024-01-01", last: "2024-01-03", rows: 3 },
    columns: 3,
    daysPerColumn: 1,
    sleeves: [
      sleeveCalendar("good"),
      sleeveCalendar("bad", {
        status: "vetoed",
        health: { verdict: "vetoed", success: 26, expected: 42, ratio: 26 / 42, threshold: 0.75 },
      }),
    ],
    survivors: [],
  }
}

/** That level under the policy to abort. */
export function plan(): Plan {
  const stop = problem("guardrail.health", {
    what: "A sleeve failed the health guardrail, and the policy is to abort.",
    where: "m / hrp: bad",
    seen: "bad: 26 of 42",
    remedy: "repair it",
  })
  const run = (id: string) =>
    ({
      path: `m/${id}`,
      profile: id,
      run_id: `run_${id}`,
      chosen: "latest",
      completeness: "recorded",
    }) as const
  return {
    meta_profile: "m",
    sleeves: [run("good"), run("bad")],
    sign_gate: null,
    risk_profiles: [{ risk_profile: "hrp", problems: [stop], nodes: [] }],
    command: "nestfolio run m --risk-profiles hrp",
    what_if: [],
    weights: [],
    calendars: [calendar()],
  }
}
