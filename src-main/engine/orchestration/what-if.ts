import type { RiskPlan } from "#shared/model/plan"

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
