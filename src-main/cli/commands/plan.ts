import type { NodePlan, Plan, RiskPlan } from "#shared/model/plan"
import { describeProblem, exitCodeOf, type Problem } from "#shared/problem/problem"
import { ok } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { type CommandFile, listOption, textOption } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import { locateWorkspace } from "../locate"
import { parseParameters } from "../parameters"
import { parseRiskProfiles } from "../risk-profiles"
import { table } from "../table"

/** What a run would meet: runs, streams, calendars, verdicts, alignment and feasibility; nothing is written. */
export const plan: CommandFile = {
  call: "plan <meta>",
  summary: "say what a run of a meta profile would meet, without running it",
  example: "plan global_core --what-if health_threshold=0.6",
  options: [
    { flags: "--risk-profiles <list>", description: "comma-separated; default: those of the profile" },
    {
      flags: "--param <name=value>",
      description: "a setting of meta_allocation, as often as needed",
      repeatable: true,
    },
    {
      flags: "--what-if <name=value>",
      description: "the same plan under another setting, and what changes",
      repeatable: true,
    },
  ],
  async run(invocation, input) {
    const workspace = locateWorkspace(invocation)
    if (!workspace.ok) return workspace
    const asked = parseRiskProfiles(textOption(input, "riskProfiles"))
    if (!asked.ok) return asked
    const command = parseParameters(listOption(input, "param"))
    if (!command.ok) return command
    const whatIf = parseParameters(listOption(input, "whatIf"))
    if (!whatIf.ok) return whatIf
    const layers = loadLayers(workspace.value.root, invocation, command.value)
    if (!layers.ok) return layers
    const { planMeta } = await import("#engine/orchestration/plan-meta")
    const planned = await planMeta({
      workspace: workspace.value,
      metaProfile: input.args[0]!,
      ...(asked.value === undefined ? {} : { riskProfiles: asked.value }),
      layers: layers.value,
      clock: invocation.clock,
      programVersion: invocation.version,
      signal: invocation.signal,
      ...(Object.keys(whatIf.value).length === 0 ? {} : { whatIf: whatIf.value }),
      place: {
        ...(invocation.workspaceFlag === undefined ? {} : { workspace: invocation.workspaceFlag }),
        ...(invocation.manifestFlag === undefined ? {} : { manifest: invocation.manifestFlag }),
      },
    })
    if (!planned.ok) return planned
    return ok({
      data: planned.value,
      text: textOf(planned.value),
      warnings: layers.value.unread,
      exitCode: exitCodeOf(planned.value.risk_profiles.flatMap(({ problems }) => problems)),
    })
  },
}

function textOf(planned: Plan): string {
  const runs = planned.sleeves.map(({ path, profile, run_id, chosen }) => [path, profile, run_id, chosen])
  const { what_if: whatIf } = planned
  const settings = Object.entries(whatIf?.settings ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")
  return [
    table(["SLEEVE", "PROFILE", "RUN", "CHOSEN"], runs),
    ...planned.risk_profiles.map(riskText),
    ...problemTexts(planned.risk_profiles),
    ...(whatIf === null
      ? []
      : [
          `with ${settings}:`,
          ...(whatIf.changes.length === 0
            ? ["  nothing changes"]
            : whatIf.changes.map((change) => `  ${change}`)),
          `to run it with ${settings}: ${whatIf.command}`,
        ]),
    `to run it: ${planned.command}`,
  ].join("\n\n")
}

function riskText({ risk_profile: risk, problems, nodes }: RiskPlan): string {
  const state = problems.length === 0 ? "would run" : "would fail"
  return [
    `${risk}: ${state}`,
    ...problems.map(({ code, what }) => `  ${code}: ${what}`),
    ...nodes.map(nodeText),
  ].join("\n")
}

/** What, where, seen and remedy of every problem; what several risk profiles would meet alike once. */
function problemTexts(plans: readonly RiskPlan[]): readonly string[] {
  const met: readonly Problem[] = plans.flatMap(({ problems }) => problems)
  return [...new Set(met.map(describeProblem))]
}

function nodeText({ meta_profile: meta, decisions, alignment, feasibility }: NodePlan): string {
  const rows = decisions.sleeves.map((sleeve) => {
    const cost = alignment.sleeves.find(({ id }) => id === sleeve.id)
    return [
      sleeve.id,
      sleeve.status,
      sleeve.health === null
        ? "nested"
        : `${sleeve.health.verdict} ${sleeve.health.success}/${sleeve.health.expected}`,
      cost === undefined
        ? "-"
        : `${cost.rowsLost} of ${cost.rows} (${formatPercent(cost.otherShareLost)} outside weekends)`,
      sleeve.stream?.file ?? "-",
    ]
  })
  return [
    `${meta}: ${alignment.intersection} common days of ${alignment.union}, ${alignment.first} to ${alignment.last}; ${feasibility}`,
    table(["SLEEVE", "STATUS", "HEALTH", "ROWS LOST", "STREAM"], rows),
  ].join("\n")
}
