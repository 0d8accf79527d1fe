import type { Alignment } from "#shared/model/alignment"
import type { MetaDecisions } from "#shared/model/decision"
import type { Figure } from "#shared/model/figure"
import type { FlattenedPortfolio } from "#shared/model/holding"
import type {
  DecidedSleeve,
  DecisionDifference,
  HoldingDifference,
  JoinedWindow,
  MetricDifference,
  WeightDifference,
  WindowDifference,
} from "#shared/model/run-comparison"
import type { MetaOptimized } from "#shared/model/weights"
import type { ComparableRun } from "./comparable-run"
import type { Located } from "./differences"
import type { NodeNames } from "./node-names"

type Keys<T> = Omit<T, "left" | "right">
type Results<Difference, Value> = readonly Located<Keys<Difference>, Value>[]

/** First and last day and rows of the joined returns. */
export function windowsOf(run: ComparableRun, names: NodeNames): Results<WindowDifference, JoinedWindow> {
  return perNodeAndRisk(run, names, (about, metaProfile) => {
    const alignment = run.json<Alignment>("meta_alignment", metaProfile, about.risk_profile)
    if (alignment === null) return []
    const { first, last, intersection } = alignment
    return [{ about, value: { first, last, rows: intersection } }]
  })
}

/** Who took part and who was vetoed. */
export function decisionsOf(
  run: ComparableRun,
  names: NodeNames,
): Results<DecisionDifference, DecidedSleeve> {
  return perNodeAndRisk(run, names, (about, metaProfile) => {
    const decisions = run.json<MetaDecisions>("meta_decisions", metaProfile, about.risk_profile)
    return (decisions?.sleeves ?? []).map(({ id, status, reason, note }) => ({
      about: { ...about, sleeve: id },
      value: { status, reason, note },
    }))
  })
}

/** Weights of sleeves in their meta profile. */
export function weightsOf(run: ComparableRun, names: NodeNames): Results<WeightDifference, number> {
  return perNodeAndRisk(run, names, (about, metaProfile) => {
    const optimized = run.json<MetaOptimized>("meta_optimized", metaProfile, about.risk_profile)
    return (optimized?.weights ?? []).map(({ Symbol: sleeve, Weight: value }) => ({
      about: { ...about, sleeve },
      value,
    }))
  })
}

/** Net weights of physical symbols. */
export function holdingsOf(run: ComparableRun): Results<HoldingDifference, number> {
  return run.record.risk_profiles.flatMap((risk_profile) => {
    const root = run.record.profile
    const flattened = run.json<FlattenedPortfolio>("portfolio_optimized_meta", root, risk_profile)
    return (flattened?.weights ?? []).map(({ Symbol: symbol, Net_Weight: value }) => ({
      about: { risk_profile, symbol },
      value,
    }))
  })
}

/** The figures of the report that have a value. */
export function metricsOf({ report }: ComparableRun): Results<MetricDifference, number> {
  return (report?.risk_profiles ?? []).flatMap((section) => {
    if (section.kind !== "solved") return []
    const { risk_profile, in_sample, out_of_sample: out } = section
    return [
      ...figures(risk_profile, "in sample", in_sample.figures),
      ...(out?.kind === "tested"
        ? figures(risk_profile, "out of sample", out.walk_forward.figures.figures)
        : []),
    ]
  })
}

function figures(
  risk_profile: string,
  sample: MetricDifference["sample"],
  list: readonly Figure[],
): Results<MetricDifference, number> {
  return list.flatMap(({ key, title, unit, value }) =>
    value === null ? [] : [{ about: { risk_profile, sample, key, title, unit }, value }],
  )
}

function perNodeAndRisk<T>(
  run: ComparableRun,
  names: NodeNames,
  of: (
    about: { readonly meta_profile: string; readonly risk_profile: string },
    metaProfile: string,
  ) => readonly T[],
): readonly T[] {
  return run.nodes.flatMap(({ profile }) =>
    run.record.risk_profiles.flatMap((risk_profile) =>
      of({ meta_profile: names.of(profile), risk_profile }, profile),
    ),
  )
}
