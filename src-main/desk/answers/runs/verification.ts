import type { ValidationView, VerificationView } from "#shared/contract/engine/run-rows"
import { ok, type Result } from "#shared/problem/result"
import { verifyRun } from "#engine/ledger/verify"
import { validateRun } from "../../validate/validate-run"
import { openRun } from "../opened"

/** Whether a run is what its ledger says. Fails as `openRun` and `verifyRun`. */
export function verificationOf(root: string, runId: string): Result<VerificationView> {
  const run = openRun(root, runId)
  if (!run.ok) return run
  const verified = verifyRun(run.value.path)
  return verified.ok ? ok({ verified: verified.value.findings.length === 0, ...verified.value }) : verified
}

/** A meta run by the platform's own checks. Fails as `openRun` and `validateRun`. */
export async function validationOf(
  root: string,
  runId: string,
  maxPhysicalWeight: number,
): Promise<Result<ValidationView>> {
  const run = openRun(root, runId)
  if (!run.ok) return run
  const validated = await validateRun({ runPath: run.value.path, maxPhysicalWeight })
  if (!validated.ok) return validated
  const { status, meta_profile, checks } = validated.value
  return ok({
    status,
    metaProfile: meta_profile,
    checks: checks.map(({ risk_profile, ...check }) => ({ ...check, riskProfile: risk_profile })),
  })
}
