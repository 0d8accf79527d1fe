import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { type Problem, problem } from "#shared/problem/problem"
import { coerceBySchema, coerceScalar, schemaAt } from "./coerce"
import { allocationKeys } from "./known-keys"
import { type LayeredValue, leavesOf } from "./layered-values"
import { joinSleeveId, sleeveIdIn } from "./sleeve-keys"
import { didYouMean } from "./did-you-mean"

/** What a set of variables says of a profile's settings. */
interface VariableLayer {
  readonly values: readonly LayeredValue[]
  readonly warnings: readonly Problem[]
}

const prefix = "TV_"
const sections = ["meta_allocation", "features"] as const

/**
 * Settings from variables: `TV_META_ALLOCATION__MIN_WEIGHT=0.05`, `TV_FEATURES__FEAT_X=true`,
 * `TV_META_ALLOCATION__BOUNDS__CRYPTO__MAX=0.3`. Names are matched without regard to case; sleeve ids
 * keep theirs. Empty values set nothing; other `TV_` sections belong to other stages.
 */
export function variableLayer(
  variables: Readonly<Record<string, string | undefined>>,
  layer: ".env" | "environment",
  sleeveIds: readonly string[],
): VariableLayer {
  const values: LayeredValue[] = []
  const warnings: Problem[] = []
  for (const name of Object.keys(variables).sort()) {
    const text = variables[name]
    const [section, ...steps] = name.startsWith(prefix) ? name.slice(prefix.length).split("__") : []
    const known = sections.find((one) => one === section?.toLowerCase())
    if (known === undefined || steps.length === 0 || text === undefined || text === "") continue
    const where = () => `${layer} ${name}`
    if (known === "features") {
      values.push({
        path: [known, ...steps.map((step) => step.toLowerCase())],
        value: coerceScalar(text),
        layer,
        where,
      })
      continue
    }
    const path = allocationPath(steps, sleeveIds)
    const schema = schemaAt(metaAllocationSchema, path)
    if (schema === undefined) warnings.push(unknownVariable(where(), path))
    else {
      const value = coerceBySchema(schema, text)
      values.push(...leavesOf(value, [known, ...path]).map((leaf) => ({ ...leaf, layer, where })))
    }
  }
  return { values, warnings }
}

function allocationPath(steps: readonly string[], sleeveIds: readonly string[]): readonly string[] {
  const lower = joinSleeveId(
    steps.map((step) => step.toLowerCase()),
    "__",
  )
  const id = sleeveIdIn(lower)
  if (id === undefined) return lower
  return [lower[0]!, sleeveIds.find((known) => known.toLowerCase() === id) ?? id, ...lower.slice(2)]
}

function unknownVariable(where: string, path: readonly string[]): Problem {
  return problem("manifest.unknownKey", {
    what: "A variable names a setting that nothing reads.",
    where,
    seen: path.join("."),
    remedy: didYouMean(path[0] ?? "", allocationKeys),
  })
}
