import type { RiskProfile } from "#shared/model/risk-profile"
import type { ResolvedAtomic, ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { SignFinding, SignTest } from "#shared/model/sign-test"
import { ok, type Result } from "#shared/problem/result"
import type { Workspace } from "#engine/workspace/open"
import { type SignTestInput, testRun } from "./run-test"

export type { SignTestInput } from "./run-test"

export interface SignTestOptions {
  /** Whose optimised weights are looked at: hrp if it is among those of the run, else the first (reference 1.4). */
  readonly riskProfile: RiskProfile
  /** Largest absolute difference between a synthetic return and what it should be; default 0. */
  readonly atol?: number
  /** Before an optimisation there are no weights to look at: the optimizer check is left out. */
  readonly preOpt?: boolean
  /** Only the sleeves whose runs are gated by themselves (`feat_directional_sign_test_gate_atomic`). */
  readonly gatedOnly?: boolean
}

/**
 * The directional sign test (reference 1.10, design 5.4) on every atomic run below a resolved meta profile:
 * a LONG column of the synthetic returns equals the raw returns, a SHORT one -min(raw, 1), and the optimiser
 * saw short atoms as long positions. Evidence that is absent is an ERROR. A run shared by several sleeves is
 * tested once and named by each. It never fails: what it finds is its result.
 */
export async function testSigns(
  resolved: ResolvedRun,
  workspace: Workspace,
  options: SignTestOptions,
): Promise<Result<{ readonly result: SignTest; readonly inputs: readonly SignTestInput[] }>> {
  const findings: SignFinding[] = []
  const inputs: SignTestInput[] = []
  const tested: SignTest["tested"][number][] = []
  const atomsByRun = new Map<string, number>()
  for (const { path, sleeve } of atomicSleeves(resolved.root, findings)) {
    if (options.gatedOnly === true && sleeve.signGate !== true) continue
    let atoms = atomsByRun.get(sleeve.runId)
    if (atoms === undefined) {
      const run = await testRun(workspace, sleeve, {
        riskProfile: options.riskProfile,
        atol: options.atol ?? 0,
        preOpt: options.preOpt === true,
      })
      findings.push(...run.findings)
      inputs.push(...run.inputs)
      atoms = run.atoms
      atomsByRun.set(sleeve.runId, atoms)
    }
    tested.push({ sleeve: path, run_id: sleeve.runId, atoms })
  }
  const errors = findings.filter(({ level }) => level === "ERROR").length
  return ok({ result: { errors, warnings: findings.length - errors, findings, tested }, inputs })
}

interface PlacedSleeve {
  readonly path: string
  readonly sleeve: ResolvedAtomic
}

/** Depth first in manifest order; a meta profile without sleeves would pass unseen, so it is a finding. */
function atomicSleeves(node: ResolvedMeta, findings: SignFinding[]): PlacedSleeve[] {
  if (node.sleeves.length === 0) {
    const message = `${node.profile} has no sleeves to test`
    findings.push({ level: "ERROR", code: "SIGNTEST_META_NO_SLEEVES", run_id: "", symbol: "", message })
  }
  return node.sleeves.flatMap((sleeve) =>
    sleeve.kind === "atomic"
      ? [{ path: `${node.profile}/${sleeve.id}`, sleeve }]
      : atomicSleeves(sleeve.node, findings),
  )
}
