import { ExitCode } from "#shared/problem/exit-code"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { type CommandFile, textOption } from "../command-file"
import { findRunDirectory } from "../find-run"
import { parseRiskProfiles } from "../risk-profiles"
import { table } from "../table"

/** A meta run, and the meta profiles nested in it, against the platform's own checks. */
export const validate: CommandFile = {
  call: "validate <run>",
  summary:
    "check a meta run and those nested in it by the platform's META_* codes; exit code 4 when one fails",
  example: "validate 20261120-213455-ab12cd --max-phys-weight 0.25",
  options: [
    {
      flags: "--max-phys-weight <share>",
      description: "largest weight of one physical symbol (default 0.15)",
    },
    { flags: "--risk-profiles <list>", description: "only these risk profiles, comma-separated" },
  ],
  async run(invocation, input) {
    const limit = limitOf(textOption(input, "maxPhysWeight"))
    if (!limit.ok) return limit
    const riskProfiles = parseRiskProfiles(textOption(input, "riskProfiles"))
    if (!riskProfiles.ok) return riskProfiles
    const directory = await findRunDirectory(invocation, input.args[0]!)
    if (!directory.ok) return directory
    const { validateRun } = await import("#main/desk/validate/validate-run")
    const validated = await validateRun({
      runPath: directory.value,
      maxPhysicalWeight: limit.value,
      riskProfiles: riskProfiles.value,
    })
    if (!validated.ok) return validated
    const { status, meta_profile, checks, results, nested } = validated.value
    return ok({
      data: validated.value,
      text: [
        `${status}: ${meta_profile}, ${checks.filter((check) => !check.ok).length} of ${checks.length} checks fail`,
        "",
        table(
          ["", "CODE", "META PROFILE", "RISK PROFILE", "WHERE", "SEEN"],
          checks.map((check) => [
            check.ok ? "ok" : "FAIL",
            check.code,
            check.meta_profile,
            check.risk_profile ?? "",
            check.where,
            check.message,
          ]),
        ),
        "",
        ...Object.entries({ [meta_profile]: results, ...nested }).map(
          ([meta, ofMeta]) =>
            `${meta}\n${statisticsTable(Object.entries(ofMeta).map(([risk, { stats }]) => [risk, flat(stats)]))}`,
        ),
      ].join("\n"),
      exitCode: status === "PASS" ? ExitCode.ok : ExitCode.guardrail,
    })
  },
}

/** A row per figure, a column per risk profile; figures that one of them lacks are blank there. */
function statisticsTable(byRisk: readonly (readonly [string, Readonly<Record<string, string>>])[]): string {
  const names = [...new Set(byRisk.flatMap(([, figures]) => Object.keys(figures)))]
  return table(
    ["STATISTIC", ...byRisk.map(([risk]) => risk)],
    names.map((name) => [name, ...byRisk.map(([, figures]) => figures[name] ?? "")]),
  )
}

/** Nested figures under dotted names, lists as `symbol weight`. */
function flat(figures: object, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]): [string, string][] => {
      if (Array.isArray(value)) {
        return value.map(({ symbol, weight }, rank) => [`${name}[${rank}]`, `${symbol} ${short(weight)}`])
      }
      if (typeof value === "object" && value !== null) return Object.entries(flat(value, `${name}.`))
      return [[`${prefix}${name}`, short(value)]]
    }),
  )
}

function short(value: unknown): string {
  if (value === null) return "undefined"
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : JSON.stringify(value)
}

function limitOf(text: string | undefined): Result<number> {
  const value = text === undefined ? 0.15 : Number(text)
  if (value > 0 && value <= 1) return ok(value)
  return failed(
    problem("usage.argument", {
      what: "The largest physical weight is a share above 0, up to 1.",
      where: "--max-phys-weight",
      seen: text ?? "",
      remedy: "write for example --max-phys-weight 0.25",
    }),
  )
}
