import { problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"

/** `name=value` texts as a record; a repeated name or a text without `=` is a problem. */
export function parseParameters(texts: readonly string[]): Result<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {}
  const problems = texts.flatMap((text) => {
    const at = text.indexOf("=")
    const name = text.slice(0, at)
    if (at > 0 && !Object.hasOwn(values, name)) {
      values[name] = text.slice(at + 1)
      return []
    }
    return [
      problem("usage.argument", {
        what: at > 0 ? "A parameter is given twice." : "A parameter is not of the form name=value.",
        where: "--param",
        seen: text,
        remedy: "write each parameter once, for example --param max_weight=0.5",
      }),
    ]
  })
  return okUnless(problems, values)
}
