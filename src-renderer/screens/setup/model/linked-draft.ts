import { parseLink } from "#shared/contract/desk/link"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { RunDraft } from "../../../store/draft-slice"
import { settingFields } from "./setting-fields"
import { parameterValue, readTyped, textOf } from "./setting-values"

/**
 * What an address `quant://meta/<stage>?...` fills into the form of a profile: its risk profile and its settings. It
 * starts nothing. Fails with `usage.address`, also for an address that is about another profile.
 */
export function linkedDraft(
  address: string,
  profile: string,
): Result<Pick<RunDraft, "riskProfiles" | "parameters" | "cameFrom" | "touched" | "refused">> {
  const link = parseLink(address)
  if (!link.ok) return link
  if (link.value.kind !== "stage") return failed(elsewhere(address, "a run"))
  const { meta_profile: meta, risk_profile: risk, run_id: _run, ...given } = link.value.parameters
  if (meta !== undefined && meta !== profile) return failed(elsewhere(address, meta))
  const isWalk = link.value.stage === "meta.backtest"
  const parameters: Record<string, string> = {}
  const refused: Record<string, string> = {}
  for (const [name, parameter] of Object.entries(given)) {
    const field = settingFields.find(({ path }) => path === (isWalk ? `backtest.${name}` : name))
    if (field === undefined) continue
    const text = textOf(field, parameterValue(field, parameter))
    if (readTyped(field, text, {}).ok) parameters[field.path] = parameter
    else refused[field.path] = text
  }
  return ok({
    riskProfiles: risk === undefined ? null : [risk],
    parameters,
    cameFrom: address,
    touched: [],
    refused,
  })
}

function elsewhere(address: string, seen: string): Problem {
  return problem("usage.address", {
    what: "The link is about something else than this form.",
    where: address,
    seen,
    remedy: "open the profile that it names",
  })
}
