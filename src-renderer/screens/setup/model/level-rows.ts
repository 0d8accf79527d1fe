import type { Alignment, SleeveAlignment } from "#shared/model/alignment"
import type { NodeCalendar, NodePlan, Plan, PlannedSleeve, SleeveCalendar } from "#shared/model/plan"

/** A level of the nesting under one risk profile. */
export interface Level {
  readonly metaProfile: string
  readonly calendar: NodeCalendar
  /** null where the guardrails or the join refuse the level. */
  readonly node: NodePlan | null
  readonly alignment: Alignment | null
  readonly rows: readonly LevelRow[]
}

export interface LevelRow {
  readonly sleeve: SleeveCalendar
  /** The run behind an atomic sleeve. */
  readonly run: PlannedSleeve | null
  /** What the join costs it; null for one that is not joined. */
  readonly cost: SleeveAlignment | null
}

/** The levels of a risk profile, the root first. */
export function levelsOf(plan: Plan, risk: string): readonly Level[] {
  const riskPlan = plan.risk_profiles.find((each) => each.risk_profile === risk)
  return plan.calendars
    .filter((each) => each.risk_profile === risk)
    .map((calendar) => {
      const node = riskPlan?.nodes.find((each) => each.meta_profile === calendar.meta_profile) ?? null
      return {
        metaProfile: calendar.meta_profile,
        calendar,
        node,
        alignment: node?.alignment ?? null,
        rows: calendar.sleeves.map((sleeve) => ({
          sleeve,
          run: plan.sleeves.find(({ path }) => path === `${calendar.meta_profile}/${sleeve.id}`) ?? null,
          cost: node?.alignment.sleeves.find(({ id }) => id === sleeve.id) ?? null,
        })),
      }
    })
}

/** Whether something is to be said of a sleeve: its health, its veto, or a loss that is warned about. */
export function standsOut({ sleeve, cost }: LevelRow): boolean {
  const isHealthy = sleeve.health === null || sleeve.health.verdict === "healthy"
  return sleeve.status !== "included" || !isHealthy || (cost?.warnings.length ?? 0) > 0
}

/** What a risk profile comes to, in a word. */
export type RiskState = "would run" | "would run with warnings" | "would stop" | "would fail"

export interface RiskSummary {
  readonly risk: string
  readonly state: RiskState
  readonly included: number
  readonly vetoed: number
  /** Of the sleeves of all levels that have evidence of their own. */
  readonly verdicts: Readonly<Record<"healthy" | "degraded" | "vetoed" | "unknown", number>>
  /** Common days of the root; null where it can't be joined. */
  readonly rows: number | null
}

/** Codes with which a guardrail stops a run; every other refusal is a failure. */
const stops: ReadonlySet<string> = new Set([
  "guardrail.health",
  "guardrail.signTest",
  "guardrail.strict",
  "sleeves.tooFew",
  "bounds.infeasibleAfterVetoes",
])

export function riskSummaries(plan: Plan): readonly RiskSummary[] {
  return plan.risk_profiles.map(({ risk_profile: risk, problems, nodes }) => {
    const sleeves = plan.calendars
      .filter((each) => each.risk_profile === risk)
      .flatMap((each) => each.sleeves)
    const verdicts = { healthy: 0, degraded: 0, vetoed: 0, unknown: 0 }
    for (const { health } of sleeves) if (health !== null) verdicts[health.verdict] += 1
    const vetoed = sleeves.filter(({ status }) => status === "vetoed").length
    const warns =
      vetoed > 0 ||
      verdicts.degraded + verdicts.unknown > 0 ||
      nodes.some(({ decisions }) => decisions.sleeves.some(({ reason }) => reason !== null))
    const [first] = problems
    return {
      risk,
      state:
        first === undefined
          ? warns
            ? "would run with warnings"
            : "would run"
          : stops.has(first.code)
            ? "would stop"
            : "would fail",
      included: sleeves.length - vetoed,
      vetoed,
      verdicts,
      rows:
        nodes.find(({ meta_profile: meta }) => meta === plan.meta_profile)?.alignment.intersection ?? null,
    }
  })
}
