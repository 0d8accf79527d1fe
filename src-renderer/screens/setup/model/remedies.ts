import type { Problem } from "#shared/problem/problem"
import type { NodeCalendar } from "#shared/model/plan"
import type { SettingPath } from "./setting-texts"

/** A change of the form that takes a refusal away, with the words of its button. */
export interface Remedy {
  readonly title: string
  readonly path: SettingPath
  /** As it would be typed. */
  readonly text: string
}

/** What the form can do about a refusal, the mildest first; empty where the remedy lies elsewhere. */
export function remediesOf(problem: Problem, calendars: readonly NodeCalendar[]): readonly Remedy[] {
  switch (problem.code) {
    case "guardrail.health":
      return [
        { title: "Leave vetoed sleeves out", path: "health_policy", text: "exclude" },
        ...lowerThreshold(calendars),
      ]
    case "sleeves.tooFew":
      return [
        ...lowerThreshold(calendars),
        ...(problem.what.startsWith("1 ")
          ? [{ title: "Allow a single sleeve", path: "allow_single_sleeve", text: "true" } as const]
          : []),
      ]
    case "bounds.infeasible":
    case "bounds.infeasibleAfterVetoes":
    case "optimize.infeasible":
      return boundsRemedy(problem.remedy)
    case "join.tooFewRows": {
      const rows = /^The sleeves have (\d+) days/.exec(problem.what)?.[1]
      return rows === undefined || Number(rows) < 2
        ? []
        : [{ title: `Accept ${rows} common days`, path: "min_common_rows", text: rows }]
    }
    case "guardrail.strict":
      return [{ title: "Turn strict off", path: "strict", text: "false" }]
    case "stream.missing":
      return [{ title: "Allow another stream", path: "allow_stream_substitution", text: "true" }]
    case "stream.toxic":
      return [{ title: "Drop those days", path: "toxic_return_policy", text: "drop" }]
    default:
      return []
  }
}

/** To the largest ratio of a vetoed sleeve: the least that brings one back. Rounded down, so that it passes. */
function lowerThreshold(calendars: readonly NodeCalendar[]): readonly Remedy[] {
  const ratios = calendars.flatMap(({ sleeves }) =>
    sleeves.flatMap(({ status, health }) => (status === "vetoed" ? (health?.ratio ?? []) : [])),
  )
  if (ratios.length === 0) return []
  const percent = Math.floor(Math.max(...ratios) * 100)
  return [{ title: `Lower the threshold to ${percent} %`, path: "health_threshold", text: String(percent) }]
}

/** The smallest relaxation that the engine names, rounded to the side on which it holds. */
function boundsRemedy(remedy: string): readonly Remedy[] {
  const match = /(raise max_weight to at least|lower min_weight to at most) ([\d.]+\d)/.exec(remedy)
  if (match === null) return []
  const isMax = match[1]!.startsWith("raise")
  const hundredths = Number((Number(match[2]) * 10_000).toFixed(4))
  // The engine rounds what it names to six digits, so a hundredth of a percent is added where that fell short.
  const percent = (isMax ? Math.ceil(hundredths + 0.001) : Math.floor(hundredths - 0.001)) / 100
  return isMax
    ? [{ title: `Raise max weight to ${percent} %`, path: "max_weight", text: String(percent) }]
    : [{ title: `Lower min weight to ${percent} %`, path: "min_weight", text: String(percent) }]
}
