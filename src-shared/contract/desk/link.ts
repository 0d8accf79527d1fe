import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isRunId } from "#shared/quantity/run-id"

/** Where an address from outside leads. It only navigates: it starts, overrides and exports nothing (design 5.9). */
export type Link =
  | { readonly kind: "run"; readonly runId: string }
  /** A stage's form; `parameters` prefill it and are marked as coming from the link. */
  | { readonly kind: "stage"; readonly stage: string; readonly parameters: Readonly<Record<string, string>> }

const common = ["run_id", "risk_profile", "meta_profile"] as const

/** What a link may prefill: scalar settings alone, and nothing that names a file. */
export const linkParameters: Readonly<Record<string, readonly string[]>> = {
  "meta.returns": common,
  "meta.optimize": [
    ...common,
    "engine",
    "min_weight",
    "max_weight",
    "bounds_rule",
    "covariance",
    "half_life",
    "linkage",
    "distance_input",
    "leaf_order",
    "risk_measure",
    "herc_within",
    "herc_between",
    "confidence",
    "risk_free_rate",
    "periods_per_year",
    "fallback_profile",
    "market_environment",
    "regime",
  ],
  "meta.flatten": common,
  "meta.backtest": [
    "run_id",
    "meta_profile",
    "train_window",
    "test_window",
    "step_size",
    "slippage",
    "commission",
  ],
  "meta.report": ["run_id"],
}

const longest = 2000
const stageShape = /^quant:\/\/([a-z][a-z0-9_-]*)\/([a-z][a-z0-9_.-]*)\/?(?:\?([^#]*))?$/i
const runShape = /^nestfolio:\/\/run\/([A-Za-z0-9_-]{1,200})\/?$/i

/**
 * Reads `nestfolio://run/<id>` or `quant://<category>/<stage>?param=value`. Fails with `usage.address` for anything
 * else: an unknown stage, an unknown or repeated parameter, a value with other letters than names and numbers have.
 */
export function parseLink(text: string): Result<Link> {
  if (text.length > longest) return failed(refusal(text, `${text.length} characters`))
  const run = runShape.exec(text)?.[1]
  if (run !== undefined) return ok({ kind: "run", runId: run })
  const match = stageShape.exec(text)
  if (match === null) return failed(refusal(text, "another shape"))
  const stage = `${match[1]}.${match[2]}`.toLowerCase()
  const known = Object.hasOwn(linkParameters, stage) ? linkParameters[stage]! : undefined
  if (known === undefined) return failed(refusal(text, `the stage ${stage}`))
  return stageLink(text, stage, known, new URLSearchParams(match[3] ?? ""))
}

function stageLink(
  text: string,
  stage: string,
  known: readonly string[],
  query: URLSearchParams,
): Result<Link> {
  const parameters = new Map<string, string>()
  for (const [name, value] of query) {
    if (!known.includes(name)) return failed(refusal(text, `the parameter ${name}`))
    if (parameters.has(name)) return failed(refusal(text, `the parameter ${name} twice`))
    if (!isPlain(name, value)) return failed(refusal(text, `the value ${value} of ${name}`))
    parameters.set(name, value)
  }
  return ok({ kind: "stage", stage, parameters: Object.fromEntries(parameters) })
}

function isPlain(name: string, value: string): boolean {
  return name === "run_id" ? isRunId(value) && value.length <= 200 : /^[\w.+-]{1,200}$/.test(value)
}

/** The first word of a command line that is meant as a link: how a second start of the program gets one. */
export function linkAmong(words: readonly string[]): string | undefined {
  return words.find((word) => /^(nestfolio|quant):/i.test(word))
}

function refusal(text: string, seen: string): Problem {
  return problem("usage.address", {
    what: "This link is not one that Nestfolio follows.",
    where: text.slice(0, 200),
    seen,
    remedy: "links look like nestfolio://run/RUN or quant://meta/optimize?run_id=RUN&risk_profile=hrp",
  })
}
