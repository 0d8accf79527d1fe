import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"

/** A stage and its parameters, as an address names them. */
export interface StageAddress {
  readonly stageId: string
  readonly params: Readonly<Record<string, string>>
}

/** Whether a text is meant as an address rather than a stage id. */
export function looksLikeAddress(text: string): boolean {
  return text.includes("://")
}

/**
 * `quant://<category>/<stage>?param=value` (design 5.9): host and path make the stage id, the query
 * its parameters. A repeated parameter, a fragment, a port or credentials are refused.
 */
export function parseAddress(text: string): Result<StageAddress> {
  const refuse = (seen: string) =>
    failed(
      problem("usage.address", {
        what: "This is not an address of a stage.",
        where: text,
        seen,
        remedy:
          "write quant://<category>/<stage>?param=value, for example quant://meta/optimize?risk_profile=hrp",
      }),
    )

  const match = /^quant:\/\/([a-z][a-z0-9_-]*)\/([a-z][a-z0-9_.-]*)\/?(?:\?([^#]*))?$/i.exec(text)
  if (match === null) return refuse("another shape")

  const params: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(match[3] ?? "")) {
    if (name in params) return refuse(`the parameter ${name} twice`)
    params[name] = value
  }
  return ok({ stageId: `${match[1]}.${match[2]}`, params })
}
