import type { PlannedSignGate } from "#shared/model/plan"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { SignTest } from "#shared/model/sign-test"
import type { Problem } from "#shared/problem/problem"
import type { StageContext } from "#engine/stages/context"
import { gatesMeta } from "#engine/workspace/features"
import { askSignGate, gateClosed } from "./sign-gate"

/** The sign gate as a run would ask it, in a context that keeps all in memory; null where no feature asks. */
export async function planSignGate(
  context: StageContext,
  riskProfiles: readonly RiskProfile[],
): Promise<PlannedSignGate | null> {
  await askSignGate(context, riskProfiles)
  const { directory, resolved } = context
  const entry = directory.find("directional_sign_test", null, null)
  const bytes = entry === undefined ? undefined : directory.read(entry)
  if (bytes?.ok !== true) return null
  const test = JSON.parse(new TextDecoder().decode(bytes.value)) as SignTest
  const passes = test.errors === 0
  return {
    ...test,
    verdict: passes ? "PASS" : "FAIL",
    of: gatesMeta(resolved.root.settings.features) ? "every sleeve" : "gated sleeves",
    consequence: passes
      ? "the run would go on to its stages"
      : "the run would stop before its stages, without weights, and end with exit code 4",
  }
}

/** Why no risk profile would be built; empty where the gate is open. */
export function closedGate(gate: PlannedSignGate | null): readonly Problem[] {
  return gate?.verdict === "FAIL" ? [gateClosed(gate)] : []
}
