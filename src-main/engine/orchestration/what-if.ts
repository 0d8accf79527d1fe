import type { PlannedWeight, RiskPlan, WhatIf } from "#shared/model/plan"

/** Every sleeve's weight now and under each of the other settings, in the order of the tree. */
export function weightsBeside(
  now: readonly RiskPlan[],
  whatIf: readonly Pick<WhatIf, "risk_profiles">[],
): readonly PlannedWeight[] {
  const weightIn = (plans: readonly RiskPlan[], risk: string, meta: string, sleeve: string) =>
    plans
      .find((plan) => plan.risk_profile === risk)
      ?.nodes.find((node) => node.meta_profile === meta)
      ?.weights?.rows.find(({ id }) => id === sleeve)?.weight ?? null
  const all = [now, ...whatIf.map((one) => one.risk_profiles)]
  return now.flatMap(({ risk_profile: risk }, i) =>
    // A meta profile that can't be joined now may be under other settings.
    nodesOf(all.flatMap((plans) => plans[i] ?? [])).flatMap(({ meta_profile: meta, decisions }) =>
      decisions.sleeves.map(({ id: sleeve }) => ({
        risk_profile: risk,
        meta_profile: meta,
        sleeve,
        now: weightIn(now, risk, meta, sleeve),
        others: whatIf.map((one) => weightIn(one.risk_profiles, risk, meta, sleeve)),
      })),
    ),
  )
}

/** Each meta profile once, as the first plan that has it tells it. */
function nodesOf(plans: readonly RiskPlan[]): RiskPlan["nodes"] {
  const all = plans.flatMap(({ nodes }) => nodes)
  return all.filter((node, i) => all.findIndex((one) => one.meta_profile === node.meta_profile) === i)
}

/** What other settings would change, one line each, in the order of risk profiles and sleeves. */
export function changesBetween(before: readonly RiskPlan[], after: readonly RiskPlan[]): readonly string[] {
  return before.flatMap((plan, i) => {
    const other = after[i]
    return other === undefined
      ? []
      : [...stateChange(plan, other), ...sleeveChanges(plan, other), ...rowChanges(plan, other)]
  })
}

function stateChange(before: RiskPlan, after: RiskPlan): string[] {
  const stateOf = ({ problems }: RiskPlan) =>
    problems.length === 0 ? "runs" : `fails (${problems[0]!.code})`
  const [was, is] = [stateOf(before), stateOf(after)]
  return was === is ? [] : [`${before.risk_profile}: ${was} -> ${is}`]
}

function sleeveChanges(before: RiskPlan, after: RiskPlan): string[] {
  const statusOf = new Map<string, string>(
    after.nodes.flatMap((node) =>
      node.decisions.sleeves.map((sleeve) => [`${node.meta_profile}/${sleeve.id}`, sleeve.status] as const),
    ),
  )
  return before.nodes.flatMap((node) =>
    node.decisions.sleeves.flatMap((sleeve) => {
      const path = `${node.meta_profile}/${sleeve.id}`
      const status = statusOf.get(path)
      return status === undefined || status === sleeve.status
        ? []
        : [`${before.risk_profile} / ${path}: ${sleeve.status} -> ${status}`]
    }),
  )
}

function rowChanges(before: RiskPlan, after: RiskPlan): string[] {
  return before.nodes.flatMap((node) => {
    const other = after.nodes.find((one) => one.meta_profile === node.meta_profile)
    const [was, is] = [node.alignment.intersection, other?.alignment.intersection]
    return is === undefined || was === is
      ? []
      : [`${before.risk_profile} / ${node.meta_profile}: ${was} -> ${is} common days`]
  })
}
