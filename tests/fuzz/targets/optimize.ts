import { optimizeSettingsSchema, type OptimizeResult, type OptimizeSettings } from "#shared/model/optimize"
import { engines, riskProfiles } from "#shared/model/risk-profile"
import type { ReturnFrame } from "#engine/numerics/frame"
import { optimize } from "#engine/portfolio/optimize"
import { nastyFrame } from "../mutate/frame"
import type { Random } from "../random"
import { flawOf, type Target } from "../target"

/** Every engine and risk profile on frames that are as odd as finite returns can be. */
export const optimizeTarget: Target = {
  name: "optimize",
  share: 15,
  open: async () => ({ try: tryOne, close: () => {} }),
}

async function tryOne(random: Random): Promise<string | undefined> {
  const frame = nastyFrame(random)
  const settings = settingsFor(frame, random)
  try {
    const result = await optimize(frame, settings)
    const flaw = flawOfSolution(frame, settings, result) ?? worseThanEqual(frame, settings, result)
    return flaw === undefined ? undefined : `${flaw}\n${shown(frame, settings)}`
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.stack : String(error)}\n${shown(frame, settings)}`, {
      cause: error,
    })
  }
}

function settingsFor({ names }: ReturnFrame, random: Random): OptimizeSettings {
  const n = names.length
  const some = <T>(key: string, values: readonly T[]) =>
    random.chance(0.15) ? { [key]: random.pick(values) } : {}
  return optimizeSettingsSchema.parse({
    engine: random.pick(engines),
    risk_profile: random.pick(riskProfiles),
    ...some("min_weight", [0, 0.01, 0.5 / n, 1 / n, 0.9]),
    ...some("max_weight", [1 / n, Math.min(1, 1.2 / n), 0.5, 0.1, 3]),
    ...some("bounds", [{ [names[0]!]: { min: 0.05, max: 0.6 } }, { [names[0]!]: { max: 0 } }]),
    ...some("bounds_rule", ["project", "platform", "clip_redistribute", "split_factor"]),
    ...some("covariance", [
      "sample",
      "ledoit_wolf",
      "ledoit_wolf_constant_correlation",
      "oas",
      "exponential",
      "custom",
    ]),
    ...some("linkage", ["single", "complete", "average", "ward"]),
    ...some("clusters", [1, 2, 7, "auto"]),
    ...some("risk_measure", ["variance", "standard_deviation"]),
    ...some("distance_input", ["condensed", "columns"]),
    ...some("herc_within", ["inverse_variance", "equal"]),
    ...some("herc_between", ["variance", "equal"]),
    ...some("ddof", [0, 1]),
    ...some("half_life", [0.01, 1, 1000]),
    ...some("leaf_order", ["tree", "optimal"]),
    ...some("confidence", [0.51, 0.99, 0.999999]),
    ...some("risk_free_rate", [0.05, -0.5, 1000]),
    ...some("fallback_profile", ["equal_weight", "hrp"]),
    ...some("market_environment", ["EXPANSION", "STAGNATION", "CRISIS", "INFLATIONARY_TREND"]),
    ...some("benchmark_sleeves", [[names[0]!]]),
  })
}

/** What is wrong with a result: it has problems that tell something, or weights that keep to everything. */
function flawOfSolution(
  { names }: ReturnFrame,
  settings: OptimizeSettings,
  { weights, outcome, problems }: OptimizeResult,
): string | undefined {
  if (weights === null) return problems.length === 0 ? "neither weights nor problems" : flawOf(problems)
  if (weights.length !== names.length) return `${weights.length} weights of ${names.length} items`
  let sum = 0
  for (const [i, name] of names.entries()) {
    const weight = weights[i]!
    const min = settings.bounds[name]?.min ?? settings.min_weight
    const max = settings.bounds[name]?.max ?? settings.max_weight
    if (!Number.isFinite(weight)) return `the weight of ${name} is ${weight}`
    if (weight < min - 1e-12 || weight > max + 1e-12) return `${name} has ${weight}, bounds ${min} to ${max}`
    sum += weight
  }
  if (Math.abs(sum - 1) > 1e-9) return `weights sum to ${sum}`
  if (outcome.riskProfile !== settings.risk_profile && settings.fallback_profile !== outcome.riskProfile) {
    return `weights of ${outcome.riskProfile}`
  }
  const { certificate } = outcome
  if (certificate !== null && !(certificate.value <= certificate.limit)) {
    return `${certificate.kind} of ${certificate.value} above ${certificate.limit}`
  }
  const figures = Object.entries({
    ...outcome.objective,
    ...outcome.riskContributions,
    effectiveN: outcome.effectiveN ?? 1,
  })
  const wrong = figures.find(([, value]) => !Number.isFinite(value))
  return wrong === undefined ? undefined : `${wrong[0]} is ${wrong[1]}`
}

/** No portfolio of least variance has more variance than the equal one, where that is allowed. */
function worseThanEqual(
  frame: ReturnFrame,
  settings: OptimizeSettings,
  { weights, outcome }: OptimizeResult,
): string | undefined {
  const { names } = frame
  const isPlain = settings.engine === "textbook" && (settings.covariance ?? "sample") === "sample"
  if (weights === null || outcome.riskProfile !== "min_variance" || !isPlain) return undefined
  const equal = 1 / names.length
  const isAllowed = names.every((name) => {
    const { min = settings.min_weight, max = settings.max_weight } = settings.bounds[name] ?? {}
    return min <= equal && max >= equal
  })
  const [least, other] = [weights, weights.map(() => equal)].map((w) => varianceOf(frame, w))
  if (!isAllowed || least! <= other! * (1 + 1e-6) + 1e-30) return undefined
  return `the least variance is ${least}, that of equal weights ${other}`
}

function varianceOf({ days, values }: ReturnFrame, weights: Float64Array): number {
  const rows = days.length
  const returns = Float64Array.from(days, (_, t) => {
    let value = 0
    for (let i = 0; i < weights.length; i++) value += weights[i]! * values[i * rows + t]!
    return value
  })
  let mean = 0
  for (const value of returns) mean += value / rows
  let squares = 0
  for (const value of returns) squares += (value - mean) * (value - mean)
  return squares / (rows - 1)
}

function shown(frame: ReturnFrame, settings: OptimizeSettings): string {
  const text = JSON.stringify({ days: [...frame.days], names: frame.names, values: [...frame.values] })
  return `${JSON.stringify(settings)}\n${text.length > 6000 ? `${text.slice(0, 6000)} ...` : text}`
}
