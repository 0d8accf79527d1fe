import type { NodeCalendar, SleeveCalendar, SurvivorBounds } from "#shared/model/plan"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { isoDay, isWeekend } from "#shared/quantity/day"
import { boundsConflict } from "#engine/portfolio/bounds/feasibility"
import { boundsFromSettings } from "#engine/portfolio/bounds/from-settings"
import { optimizeSettingsOf } from "#engine/stages/meta/optimize/node-settings"
import type { GatheredSleeve } from "#engine/stages/meta/returns/gathered"
import { commonDays } from "#engine/stages/meta/returns/join"

/** A calendar is drawn in at most so many columns. */
const MOST_COLUMNS = 180

/**
 * The sleeves of a meta profile on one time axis, with what the join of the included ones keeps of each, and what
 * the bounds allow when fewer are left. Takes the sleeves as gathered, before the guardrails; O(total rows).
 */
export function nodeCalendar(
  node: ResolvedMeta,
  risk: RiskProfile,
  gathered: readonly GatheredSleeve[],
): NodeCalendar {
  const included = gathered.filter(({ decision }) => decision.status === "included")
  const common = commonDays(included.map(({ stream }) => stream))
  const filled = gathered.map(({ stream }) => stream.days).filter((days) => days.length > 0)
  const first = Math.min(...filled.map((days) => days[0]!))
  const last = Math.max(...filled.map((days) => days.at(-1)!))
  const days = filled.length === 0 ? 0 : last - first + 1
  const daysPerColumn = columnWidth(days)
  const axis: Axis = { first, daysPerColumn, columns: Math.ceil(days / daysPerColumn) }
  return {
    risk_profile: risk,
    meta_profile: node.profile,
    first: days === 0 ? "" : isoDay(first),
    last: days === 0 ? "" : isoDay(last),
    common:
      common.length === 0
        ? null
        : { first: isoDay(common[0]!), last: isoDay(common.at(-1)!), rows: common.length },
    columns: axis.columns,
    daysPerColumn,
    sleeves: gathered.map((sleeve, i) => {
      const of = node.sleeves[i]!
      return sleeveCalendar(sleeve, of.kind === "meta" ? of.node.profile : null, common, axis)
    }),
    survivors: survivorBounds(node, risk),
  }
}

/** Whole weeks as soon as a day each is too many columns, so that every column has the same share of weekend. */
function columnWidth(days: number): number {
  return days <= MOST_COLUMNS ? 1 : 7 * Math.ceil(days / (7 * MOST_COLUMNS))
}

/** Equal columns of whole days from `first`, an epoch day. */
interface Axis {
  readonly first: number
  readonly daysPerColumn: number
  readonly columns: number
}

function sleeveCalendar(
  { stream, decision, health }: GatheredSleeve,
  metaProfile: string | null,
  common: Int32Array,
  { first, daysPerColumn, columns }: Axis,
): SleeveCalendar {
  const noRows = (): number[] => Array.from({ length: columns }, () => 0)
  const [kept, weekendLost, otherLost] = [noRows(), noRows(), noRows()]
  let next = 0
  for (const day of stream.days) {
    while (next < common.length && common[next]! < day) next++
    const into = common[next] === day ? kept : isWeekend(day) ? weekendLost : otherLost
    into[Math.floor((day - first) / daysPerColumn)]! += 1
  }
  const rows = stream.days.length
  return {
    id: stream.id,
    meta_profile: metaProfile,
    status: decision.status,
    note: decision.note,
    health:
      health === null
        ? null
        : {
            verdict: health.verdict,
            success: health.success,
            expected: health.expected,
            ratio: health.ratio,
            threshold: health.threshold,
          },
    first: rows === 0 ? "" : isoDay(stream.days[0]!),
    last: rows === 0 ? "" : isoDay(stream.days[rows - 1]!),
    rows,
    kept,
    weekendLost,
    otherLost,
  }
}

/** From all sleeves down to one: of bounds that differ the highest lower and the lowest upper ones are left. */
function survivorBounds(node: ResolvedMeta, risk: RiskProfile): readonly SurvivorBounds[] {
  const ids = node.sleeves.map(({ id }) => id)
  const bounds = boundsFromSettings(ids, optimizeSettingsOf(node, risk, ids))
  if (!bounds.ok) return []
  const lowers = bounds.value.lower.toSorted((a, b) => b - a)
  const uppers = bounds.value.upper.toSorted((a, b) => a - b)
  return ids.map((_, vetoed) => {
    const sleeves = ids.length - vetoed
    const [lower, upper] = [lowers.slice(0, sleeves), uppers.slice(0, sleeves)]
    const names = ids.slice(0, sleeves)
    const allows = (side: { lower: Float64Array; upper: Float64Array }) =>
      boundsConflict(names, side) === undefined
    return {
      sleeves,
      least: total(lower),
      most: total(upper),
      // The two hardest choices are of different sleeves, and are asked one by one.
      holds:
        allows({ lower, upper: lower.map((bound) => Math.max(1, bound)) }) &&
        allows({ lower: new Float64Array(sleeves), upper }),
    }
  })
}

function total(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
