import type { MetaDecisions } from "#shared/model/decision"
import { formatCorrelation } from "#shared/quantity/format"
import type { StageWarning } from "../../stage"

/** What of a meta profile's decisions makes a run succeed with warnings; the report's verdict reads the same. */
export function decisionWarnings(decisions: MetaDecisions): readonly StageWarning[] {
  const { meta_profile: meta, risk_profile: risk } = decisions
  const sleeves = decisions.sleeves.flatMap(({ id, reason, note }) =>
    reason === null ? [] : [{ code: reason, node: `${meta}/${id}`, risk, note }],
  )
  const pairs = decisions.near_identical.map(({ a, b, correlation }) => ({
    code: "SLEEVES_NEAR_IDENTICAL",
    node: meta,
    risk,
    note: `${a} and ${b} have a correlation of ${formatCorrelation(correlation)}: ${correlation > 0 ? "are they one sleeve taken twice?" : "does one undo the other?"}`,
  }))
  const breaks = decisions.parity.map(({ setting, values }) => ({
    code: "SETTINGS_DIFFER",
    node: meta,
    risk,
    note: `${setting} differs: ${Object.entries(values)
      .map(([id, value]) => `${id} ${value}`)
      .join(", ")}`,
  }))
  return [...sleeves, ...pairs, ...breaks]
}
