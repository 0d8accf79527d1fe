import type { Alignment } from "#shared/model/alignment"
import type { SleeveHealth } from "#shared/model/decision"
import type { Problem } from "#shared/problem/problem"
import {
  beside,
  type FoundFigure,
  type FoundFigures,
  nothingMore,
  plainFigure,
  sleeveAddress,
} from "./explainable"
import type { JsonFile, ProvenanceSource } from "./source"
import { everyMeta } from "../nodes"

interface NodeHealth {
  readonly sleeves: readonly SleeveHealth[]
}

/** What the join cost each sleeve, and how healthy its run is, in the root and the nested meta profiles. */
export function sleeveFigures(run: ProvenanceSource): FoundFigures {
  const problems: Problem[] = []
  const figures = run.riskProfiles.flatMap((risk) =>
    everyMeta(run.root).flatMap(({ profile }) => {
      const alignment = run.json<Alignment>("meta_alignment", profile, risk)
      const health = run.json<NodeHealth>("meta_health", profile, risk)
      problems.push(...[alignment, health].flatMap((read) => (read.ok ? [] : read.problems)))
      const about = (group: string, id: string) => ({
        ...nothingMore,
        address: `${risk}.${group}.${sleeveAddress(run.root.profile, profile, id)}`,
        metaProfile: profile,
        decidedFor: id,
      })
      return [
        ...(alignment.ok && alignment.value !== undefined ? losses(alignment.value, about) : []),
        ...(health.ok && health.value !== undefined ? ratios(health.value, about) : []),
      ]
    }),
  )
  return { figures, problems }
}

type About = (
  group: string,
  id: string,
) => Pick<FoundFigure, "address" | "metaProfile" | "factorReason" | "decidedFor" | "paths" | "beside">

function losses({ entry, json }: JsonFile<Alignment>, about: About): FoundFigure[] {
  return json.sleeves.map((sleeve, i) => ({
    ...about("alignment", sleeve.id),
    figure: plainFigure({
      key: "alignment",
      title: `Share of the rows of ${sleeve.id} lost in the join`,
      value: sleeve.shareLost,
      note: sleeve.warnings.length === 0 ? null : sleeve.warnings.join("; "),
      unit: "fraction",
      definition:
        "rows of the sleeve on days that not every sleeve has, over all its rows; nothing is filled",
    }),
    entry,
    jsonPath: `$.sleeves[${i}].shareLost`,
    settings: ["join", "min_common_rows"],
    beside: [
      beside("rows lost", sleeve.rowsLost, "count"),
      beside("rows", sleeve.rows, "count"),
      beside("of the lost on weekends", sleeve.weekendRowsLost, "count"),
      beside("share lost outside weekends", sleeve.otherShareLost, "fraction"),
      beside("compounded return lost", sleeve.returnLost, "fraction"),
      beside("share of variance lost", sleeve.varianceShareLost, "fraction"),
      beside("days it cost the others", sleeve.rowsCostToOthers, "count"),
      beside("common days", json.intersection, "count"),
    ],
  }))
}

function ratios({ entry, json }: JsonFile<NodeHealth>, about: About): FoundFigure[] {
  return json.sleeves.map((sleeve, i) => ({
    ...about("health", sleeve.id),
    figure: plainFigure({
      key: "health",
      title: `Health of ${sleeve.id}: ${sleeve.verdict}`,
      value: sleeve.ratio,
      why: sleeve.ratio === null ? "no evidence" : null,
      note: `expected windows: ${sleeve.expectedFrom}; ${sleeve.engine} / ${sleeve.riskProfile}; ledger chain: ${sleeve.ledger.chain}`,
      unit: "fraction",
      definition:
        "windows of the sleeve's run whose last outcome is a success, over the windows expected of it",
      undefinedWhen: "the run's ledger holds no evidence",
    }),
    entry,
    jsonPath: `$.sleeves[${i}].ratio`,
    settings: ["health_threshold", "health_policy", "health_overrides", "strict"],
    beside: [
      beside("windows that succeeded", sleeve.success, "count"),
      beside("windows expected", sleeve.expected, "count"),
      beside("threshold", sleeve.threshold, "fraction"),
      beside("unreadable ledger lines", sleeve.unreadableLines, "count"),
    ],
  }))
}
