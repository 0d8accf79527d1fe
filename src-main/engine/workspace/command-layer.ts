import { metaAllocationSchema } from "#shared/model/meta-allocation"
import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import { coerceBySchema, coerceScalar, schemaAt } from "./coerce"
import { allocationKeys } from "./known-keys"
import { type LayeredValue, leavesOf } from "./layered-values"
import { joinSleeveId } from "./sleeve-keys"
import { didYouMean } from "./did-you-mean"

/**
 * Settings of the command line or the run form, by dotted path; a path without its section is one of
 * `meta_allocation`. Texts are read by the schema. Fails with `usage.unknownParameter` and the nearest names.
 */
export function commandLayer(command: Readonly<Record<string, unknown>>): Result<readonly LayeredValue[]> {
  const values: LayeredValue[] = []
  const problems: Problem[] = []
  for (const [name, given] of Object.entries(command)) {
    const where = () => `command ${name}`
    const [section, ...path] = pathOf(name)
    const schema = section === "features" ? undefined : schemaAt(metaAllocationSchema, path)
    if (path.length === 0 || (section !== "features" && schema === undefined)) {
      problems.push(unknownParameter(name, path))
      continue
    }
    const text = typeof given === "string" ? given : undefined
    const value =
      text === undefined ? given : schema === undefined ? coerceScalar(text) : coerceBySchema(schema, text)
    values.push(
      ...leavesOf(value, [section!, ...path]).map((leaf) => ({ ...leaf, layer: "command" as const, where })),
    )
  }
  return okUnless(problems, values)
}

function pathOf(name: string): readonly string[] {
  const steps = name.split(".")
  const full =
    steps[0] === "features" || steps[0] === "meta_allocation" ? steps : ["meta_allocation", ...steps]
  const [section, ...path] = full
  return [section!, ...joinSleeveId(path, ".")]
}

function unknownParameter(name: string, path: readonly string[]): Problem {
  return problem("usage.unknownParameter", {
    what: "There is no setting of that name.",
    where: `command ${name}`,
    seen: name,
    remedy: didYouMean(path[0] ?? name, allocationKeys),
  })
}
