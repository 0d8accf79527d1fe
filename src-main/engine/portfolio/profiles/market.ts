import { problem } from "#shared/problem/problem"
import { applyBounds } from "#engine/portfolio/bounds/apply"
import { closedForm, type PortfolioTask, type ProfileSolution } from "#engine/portfolio/task"

/** `market` and `benchmark`: 1/n over the items named in `benchmark_sleeves`, 0 for the others (design 5.5). */
export function market(task: PortfolioTask): ProfileSolution {
  const members = task.names.map((name) => task.settings.benchmark_sleeves.includes(name))
  const count = members.filter(Boolean).length
  if (count === 0) return { kind: "refused", problem: noBenchmark(task) }
  const { weights, rule } = applyBounds(
    Float64Array.from(members, (isMember) => (isMember ? 1 / count : 0)),
    task.bounds,
    task.dialect.boundsRule,
  )
  return closedForm(weights, rule)
}

/** None of the items is a benchmark. */
export function noBenchmark({ riskProfile, names, settings }: PortfolioTask) {
  return problem("settings.combination", {
    what: `The risk profile ${riskProfile} needs at least one included sleeve in benchmark_sleeves.`,
    where: "meta_allocation.benchmark_sleeves",
    seen: `[${settings.benchmark_sleeves.join(", ")}]; included sleeves: ${names.join(", ")}`,
    remedy: "Name in benchmark_sleeves the sleeves that stand for the market.",
  })
}
