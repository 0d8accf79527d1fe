import type { z } from "zod"
import { nearestNames } from "#shared/problem/nearest-names"
import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import { coerceBySchema } from "#engine/workspace/coerce"

/**
 * Texts of the command line as values of a schema's fields: "0.5" is a number where a number belongs,
 * "a,b" a list where a list belongs. Fails with `usage.unknownParameter` (the nearest names
 * in the remedy) and `usage.argument`.
 */
export function coerceParameters(
  shape: Readonly<Record<string, z.ZodType>>,
  texts: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {}
  const problems: Problem[] = []
  for (const [name, text] of Object.entries(texts)) {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (field === undefined) {
      problems.push(unknownParameter(name, text, Object.keys(shape)))
      continue
    }
    const parsed = field.safeParse(coerceBySchema(field, text))
    if (parsed.success) values[name] = parsed.data
    else problems.push(unfit(name, text, parsed.error))
  }
  return okUnless(problems, values)
}

function unknownParameter(name: string, text: string, known: readonly string[]): Problem {
  const near = nearestNames(name, known)
  return problem("usage.unknownParameter", {
    what: `There is no parameter ${name}.`,
    where: "--param",
    seen: `${name}=${text}`,
    remedy: near.length > 0 ? `did you mean ${near.join(" or ")}?` : `choose from ${known.join(", ")}`,
  })
}

function unfit(name: string, text: string, error: z.ZodError): Problem {
  return problem("usage.argument", {
    what: `The parameter ${name} has a value that does not fit.`,
    where: `--param ${name}`,
    seen: text === "" ? "nothing" : text,
    remedy: error.issues.map((issue) => issue.message).join("; "),
  })
}
