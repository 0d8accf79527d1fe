import type { Plan } from "#shared/model/plan"
import { ok, type Result } from "#shared/problem/result"
import { type PlanMemory, planMeta } from "#engine/orchestration/plan-meta"
import { loadLayers } from "#engine/workspace/dotenv"
import { openWorkspace } from "#engine/workspace/open"
import type { AnswerEnvironment } from "./environment"
import { askedRiskProfiles } from "#engine/workspace/asked-risk-profiles"

/** What a set-up form asks the plan of. */
export interface PreviewRequest {
  readonly root: string
  readonly profile: string
  readonly riskProfiles: readonly string[] | null
  readonly parameters: Readonly<Record<string, string>>
  readonly whatIf: Readonly<Record<string, string>> | null
  readonly weights: boolean
  readonly signs: boolean
  readonly calendars?: boolean
}

/** `nestfolio plan` for the set-up form. Fails as `planMeta`, and with `usage.argument` for a risk profile. */
export async function planPreview(
  { root, profile, riskProfiles, parameters, whatIf, weights, signs, calendars = false }: PreviewRequest,
  { variables, clock, programVersion }: AnswerEnvironment,
  signal: AbortSignal,
  memory: PlanMemory,
): Promise<Result<Plan>> {
  const workspace = openWorkspace(root)
  if (!workspace.ok) return workspace
  const risks = riskProfiles === null ? undefined : askedRiskProfiles(riskProfiles, "risk profiles")
  if (risks?.ok === false) return risks
  const layers = loadLayers(workspace.value.root, { environment: variables }, parameters)
  if (!layers.ok) return layers
  return planMeta({
    workspace: workspace.value,
    metaProfile: profile,
    ...(risks === undefined ? {} : { riskProfiles: risks.value }),
    layers: layers.value,
    clock,
    programVersion,
    signal,
    weights,
    signs,
    calendars,
    memory,
    ...(whatIf === null ? {} : { whatIf }),
    place: { workspace: workspace.value.root },
  })
}

/** What the sign gate would say of the sleeves' runs. Fails as `planPreview`. */
export async function signGatePreview(
  request: Pick<PreviewRequest, "root" | "profile" | "riskProfiles" | "parameters">,
  environment: AnswerEnvironment,
  signal: AbortSignal,
  memory: PlanMemory,
): Promise<Result<Plan["sign_gate"]>> {
  const planned = await planPreview(
    { ...request, whatIf: null, weights: false, signs: true, calendars: false },
    environment,
    signal,
    memory,
  )
  return planned.ok ? ok(planned.value.sign_gate) : planned
}
