import type { NodePlan, Plan, RiskPlan, WhatIf } from "#shared/model/plan"
import { ExitCode } from "#shared/problem/exit-code"
import { describeProblem, exitCodeOf, type Problem } from "#shared/problem/problem"
import { ok } from "#shared/problem/result"
import { formatPercent } from "#shared/quantity/format"
import { type CommandFile, listOption, switchOption } from "../command-file"
import { askedMeta, parameterOption, riskProfilesOption } from "../meta-options"
import { parseParameters } from "../parameters"
import { table } from "../table"

/** What a run would meet: runs, streams, calendars, verdicts, alignment and feasibility; nothing is written. */
export const plan: CommandFile = {
  call: "plan <meta>",
  summary: "say what a run of a meta profile would meet, without running it; a guardrail's stop ends with 0",
  example: "plan global_core --what-if health_threshold=0.6",
  options: [
    riskProfilesOption,
    parameterOption,
    {
      flags: "--what-if <name=value>",
      description: "the same plan under another setting or several (0.5,0.6), what changes, and the weights",
      repeatable: true,
    },
    { flags: "--weights", description: "solve the weights too" },
  ],
  async run(invocation, input) {
    const asked = askedMeta(invocation, input)
    if (!asked.ok) return asked
    const whatIf = parseParameters(listOption(input, "whatIf"))
    if (!whatIf.ok) return whatIf
    const { planMeta } = await import("#engine/orchestration/plan-meta")
    const planned = await planMeta({
      ...asked.value,
      clock: invocation.clock,
      programVersion: invocation.version,
      signal: invocation.signal,
      ...(Object.keys(whatIf.value).length === 0 ? {} : { whatIf: whatIf.value }),
      ...(switchOption(input, "weights") ? { weights: true } : {}),
      place: {
        ...(invocation.workspaceFlag === undefined ? {} : { workspace: invocation.workspaceFlag }),
        ...(invocation.manifestFlag === undefined ? {} : { manifest: invocation.manifestFlag }),
      },
    })
    if (!planned.ok) return planned
    return ok({
      data: planned.value,
      text: textOf(planned.value),
      warnings: asked.value.layers.unread,
      exitCode: exitCodeOfPlan(planned.value),
    })
  },
}

/** A stop by a guardrail is what a plan was asked for; a contract that is broken is as it is for a run. */
function exitCodeOfPlan({ risk_profiles: plans }: Plan): ExitCode {
  const problems = plans.flatMap((plan) => plan.problems)
  return exitCodeOf(problems.filter((one) => exitCodeOf([one]) !== ExitCode.guardrail))
}

function textOf(planned: Plan): string {
  const runs = planned.sleeves.map(({ path, profile, run_id, chosen }) => [path, profile, run_id, chosen])
  return [
    table(["SLEEVE", "PROFILE", "RUN", "CHOSEN"], runs),
    ...signGateTexts(planned.sign_gate),
    ...planned.risk_profiles.map(riskText),
    ...problemTexts(planned.risk_profiles),
    ...planned.what_if.map((one, i) => whatIfText(one, changesWeights(planned, i))),
    ...weightTexts(planned),
    ...planned.what_if.map((one) => `to run it with ${settingsText(one)}: ${one.command}`),
    `to run it: ${planned.command}`,
  ].join("\n\n")
}

function signGateTexts(gate: Plan["sign_gate"]): readonly string[] {
  if (gate === null) return []
  const { verdict, of, tested, errors, warnings, findings, consequence } = gate
  return [
    [
      `sign gate: ${verdict}, of ${of}: ${tested.length} tested, ${errors} errors, ${warnings} warnings; ${consequence}`,
      ...findings.map(({ level, code, run_id, symbol, message }) =>
        `  ${level} ${code} ${run_id} ${symbol}: ${message}`.replace(/ +:/, ":"),
      ),
    ].join("\n"),
  ]
}

function changesWeights({ weights }: Plan, whatIf: number): boolean {
  return weights.some(({ now, others }) => now !== others[whatIf])
}

function whatIfText(whatIf: WhatIf, weighsOtherwise: boolean): string {
  const nothing = weighsOtherwise ? "only weights change" : "nothing changes"
  const changes = whatIf.changes.length === 0 ? [nothing] : whatIf.changes
  return [`with ${settingsText(whatIf)}:`, ...changes.map((change) => `  ${change}`)].join("\n")
}

/** Every sleeve's weight now and under the other settings, a column each. */
function weightTexts({ weights, what_if: whatIf }: Plan): readonly string[] {
  if (weights.length === 0) return []
  const shown = (weight: number | null) => (weight === null ? "-" : formatPercent(weight))
  return [
    table(
      ["RISK PROFILE", "META PROFILE", "SLEEVE", "WEIGHT NOW", ...whatIf.map(settingsText)],
      weights.map(({ risk_profile: risk, meta_profile: meta, sleeve, now, others }) => [
        risk,
        meta,
        sleeve,
        shown(now),
        ...others.map(shown),
      ]),
    ),
  ]
}

function settingsText({ settings }: WhatIf): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")
}

function riskText({ risk_profile: risk, problems, nodes }: RiskPlan): string {
  return [
    `${risk}: ${stateText(problems)}`,
    ...problems.map(({ code, what }) => `  ${code}: ${what}`),
    ...nodes.map(nodeText),
  ].join("\n")
}

function stateText([first]: readonly Problem[]): string {
  if (first === undefined) return "would run"
  return exitCodeOf([first]) === ExitCode.guardrail ? "would stop" : "would fail"
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
