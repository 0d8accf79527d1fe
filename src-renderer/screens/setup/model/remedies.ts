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

type FindRemedies = (problem: Problem, calendars: readonly NodeCalendar[]) => readonly Remedy[]

const one = (title: string, path: SettingPath, text: string): readonly Remedy[] => [{ title, path, text }]

const remedies: Readonly<Partial<Record<Problem["code"], FindRemedies>>> = {
  "guardrail.health": (_problem, calendars) => [
    ...one("Leave vetoed sleeves out", "health_policy", "exclude"),
    ...lowerThreshold(calendars),
  ],
  "sleeves.tooFew": ({ what }, calendars) => [
    ...lowerThreshold(calendars),
    ...(what.startsWith("1 ") ? one("Allow a single sleeve", "allow_single_sleeve", "true") : []),
  ],
  "bounds.infeasible": boundsRemedy,
  "bounds.infeasibleAfterVetoes": boundsRemedy,
  "optimize.infeasible": boundsRemedy,
  "join.tooFewRows": ({ what }) => {
    const rows = /^The sleeves have (\d+) days/.exec(what)?.[1] ?? ""
    return Number(rows) < 2 ? [] : one(`Accept ${rows} common days`, "min_common_rows", rows)
  },
  "guardrail.strict": () => one("Turn strict off", "strict", "false"),
  "stream.missing": () => one("Allow another stream", "allow_stream_substitution", "true"),
  "stream.toxic": () => one("Drop those days", "toxic_return_policy", "drop"),
}

/** What the form can do about a refusal, the mildest first; empty where the remedy lies elsewhere. */
export function remediesOf(problem: Problem, calendars: readonly NodeCalendar[]): readonly Remedy[] {
  return remedies[problem.code]?.(problem, calendars) ?? []
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
function boundsRemedy({ remedy }: Problem): readonly Remedy[] {
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
