import type { ArtifactEntry } from "#shared/model/artifact"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { SignTest } from "#shared/model/sign-test"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { jsonBytes } from "#engine/artifacts/formats/json"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import type { LedgerLine } from "#engine/ledger/read"
import type { StageContext } from "#engine/stages/context"
import { everyAtomic } from "#engine/stages/meta/nodes"
import { testSigns } from "#engine/stages/meta/sign-test/sign-test"
import { recordStep } from "#engine/stages/record"
import { gatesMeta } from "#engine/workspace/features"

/** The stage that the gate's artifacts are listed under. */
export const SIGN_TEST = "meta.sign_test"

/**
 * The directional sign test: of all sleeves where `feat_directional_sign_test_gate` asks for it (design 5.4),
 * else of those whose runs `feat_directional_sign_test_gate_atomic` gates. Any ERROR closes the gate.
 */
export async function askSignGate(
  context: StageContext,
  riskProfiles: readonly RiskProfile[],
): Promise<Result<void>> {
  const { root } = context.resolved
  const gatedOnly = !gatesMeta(root.settings.features)
  if (gatedOnly && !everyAtomic(root).some(({ sleeve }) => sleeve.signGate === true)) return ok(undefined)
  const riskProfile = riskProfiles.includes("hrp") ? "hrp" : riskProfiles[0]!
  const tested = await recordStep<SignTest>(
    context,
    {
      step: "directional_sign_test",
      stageId: SIGN_TEST,
      node: root.profile,
      risk: null,
      params: { risk_profile: riskProfile, ...(gatedOnly ? { gated_only: true } : {}) },
      inputs: [],
    },
    async () => {
      const signs = await testSigns(context.resolved, context.workspace, { riskProfile, atol: 0, gatedOnly })
      if (!signs.ok) return signs
      const read: ArtifactEntry[] = []
      for (const { path, bytes } of signs.value.inputs) {
        const extension = path.slice(path.lastIndexOf(".") + 1)
        const kept = context.directory.keepInput({ bytes, extension, origin: path, stage: SIGN_TEST })
        if (!kept.ok) return kept
        read.push(kept.value)
      }
      const entry = context.directory.put({
        kind: "directional_sign_test",
        metaProfile: null,
        riskProfile: null,
        bytes: jsonBytes(signs.value.result),
        rows: null,
        stage: SIGN_TEST,
      })
      if (!entry.ok) return entry
      const { errors, warnings } = signs.value.result
      return ok({ outputs: [entry.value], read, metrics: { errors, warnings }, value: signs.value.result })
    },
  )
  if (!tested.ok) return tested
  return verdictOf(tested.value)
}

/**
 * What the gate said before a run was taken up again, when its test came to its end and its result is whole.
 */
export function recallSignGate(
  directory: RunDirectory,
  records: readonly LedgerLine[],
): Result<void> | undefined {
  const tested = records.some(
    ({ record }) => record["step"] === "directional_sign_test" && record["status"] === "success",
  )
  const entry = directory.find("directional_sign_test", null, null)
  const bytes = tested && entry !== undefined ? directory.read(entry) : undefined
  if (bytes?.ok !== true) return undefined
  return verdictOf(JSON.parse(new TextDecoder().decode(bytes.value)) as SignTest)
}

function verdictOf(test: SignTest): Result<void> {
  return test.errors === 0 ? ok(undefined) : failed(gateClosed(test))
}

/** The problem of a test that found errors. */
export function gateClosed({ errors, findings }: Pick<SignTest, "errors" | "findings">): Problem {
  const first = findings.find((finding) => finding.level === "ERROR")
  return problem("guardrail.signTest", {
    what: "The directional sign test failed, so no weights were solved.",
    where: first === undefined ? "data/directional_sign_test.json" : `${first.run_id} ${first.symbol}`.trim(),
    seen: `${errors} errors; first: ${first === undefined ? "none" : `${first.code}: ${first.message}`}`,
    remedy:
      "run the sleeve again with the right direction, or switch the gate off: feat_directional_sign_test_gate, or feat_directional_sign_test_gate_atomic where only that is on",
  })
}
