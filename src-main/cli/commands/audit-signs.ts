import type { ResolvedAtomic } from "#shared/model/resolved"
import { canonicalRiskProfile, type RiskProfile, riskProfiles } from "#shared/model/risk-profile"
import type { SignTest } from "#shared/model/sign-test"
import { ExitCode } from "#shared/problem/exit-code"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { type CommandFile, switchOption, textOption } from "../command-file"
import { loadLayers } from "#engine/workspace/dotenv"
import type { Invocation } from "../invocation"
import { locateManifest, locateWorkspace } from "../locate"
import { table } from "../table"

/** The directional sign test by itself, of one run or of a meta profile's tree. */
export const auditSigns: CommandFile = {
  call: "audit signs",
  summary: "test that long streams follow their assets and short ones invert them; exit code 4 on an error",
  example: "audit signs --meta crypto_long_short",
  options: [
    { flags: "--run <id>", description: "one atomic run" },
    { flags: "--meta <profile>", description: "every atomic sleeve of a meta profile" },
    { flags: "--risk-profile <name>", description: "whose optimised weights are looked at (default hrp)" },
    { flags: "--atol <number>", description: "largest absolute difference (default 0)" },
    { flags: "--pre-opt", description: "as before an optimisation: the optimised weights are not looked at" },
  ],
  async run(invocation, input) {
    const atol = atolOf(textOption(input, "atol"))
    if (!atol.ok) return atol
    const riskProfile = riskProfileOf(textOption(input, "riskProfile"))
    if (!riskProfile.ok) return riskProfile
    const [run, meta] = [textOption(input, "run"), textOption(input, "meta")]
    if ((run === undefined) === (meta === undefined)) return failed(oneOfTwo(run !== undefined))
    const options = {
      riskProfile: riskProfile.value,
      atol: atol.value,
      preOpt: switchOption(input, "preOpt"),
    }
    const tested =
      run === undefined
        ? await testMeta(invocation, meta!, options)
        : await testOneRun(invocation, run, options)
    if (!tested.ok) return tested
    const { test, remarks } = tested.value
    return ok({ ...answerOf(test), warnings: remarks })
  },
}

interface Options {
  readonly riskProfile: RiskProfile
  readonly atol: number
  readonly preOpt: boolean
}

interface Tested {
  readonly test: SignTest
  /** What of the manifest, the variables and the pins is odd but not wrong. */
  readonly remarks: readonly Problem[]
}

async function testMeta(
  invocation: Invocation,
  metaProfile: string,
  options: Options,
): Promise<Result<Tested>> {
  const located = await locateManifest(invocation)
  if (!located.ok) return located
  const { workspace, loaded } = located.value
  const layers = loadLayers(workspace.root, invocation)
  if (!layers.ok) return layers
  const [{ resolveMeta }, { testSigns }] = await Promise.all([
    import("#engine/stages/meta/resolve/resolve"),
    import("#engine/stages/meta/sign-test/sign-test"),
  ])
  const resolved = resolveMeta({ workspace, loaded, metaProfile, layers: layers.value, executed: new Map() })
  if (!resolved.ok) return resolved
  const tested = await testSigns(resolved.value, workspace, options)
  return tested.ok ? ok({ test: tested.value.result, remarks: resolved.value.remarks }) : tested
}

async function testOneRun(invocation: Invocation, runId: string, options: Options): Promise<Result<Tested>> {
  const workspace = locateWorkspace(invocation)
  if (!workspace.ok) return workspace
  const [{ findRun }, { testRun }] = await Promise.all([
    import("#engine/workspace/runs"),
    import("#engine/stages/meta/sign-test/run-test"),
  ])
  const run = findRun(workspace.value, runId)
  if (!run.ok) return run
  const sleeve: ResolvedAtomic = {
    kind: "atomic",
    id: run.value.runId,
    profile: run.value.profile,
    runId: run.value.runId,
    runPath: run.value.relativePath,
    chosen: "pinned",
    completeness: run.value.completeness === "recorded" ? "recorded" : "inferred",
  }
  const { findings, atoms } = await testRun(workspace.value, sleeve, options)
  const errors = findings.filter(({ level }) => level === "ERROR").length
  const tested = [{ sleeve: sleeve.id, run_id: sleeve.runId, atoms }]
  return ok({ test: { errors, warnings: findings.length - errors, findings, tested }, remarks: [] })
}

function answerOf(test: SignTest) {
  return {
    data: test,
    text: [
      `${test.errors === 0 ? "passed" : "FAILED"}: ${test.tested.length} sleeves, ${test.errors} errors, ${test.warnings} warnings`,
      table(
        ["SLEEVE", "RUN", "ATOMS"],
        test.tested.map(({ sleeve, run_id, atoms }) => [sleeve, run_id, String(atoms)]),
      ),
      ...test.findings.map(({ level, code, symbol, message }) => `${level} ${code} ${symbol}: ${message}`),
    ].join("\n"),
    exitCode: test.errors === 0 ? ExitCode.ok : ExitCode.guardrail,
  }
}

function atolOf(text: string | undefined): Result<number> {
  const value = text === undefined ? 0 : Number(text)
  if (value >= 0 && Number.isFinite(value)) return ok(value)
  return failed(
    problem("usage.argument", {
      what: "The tolerance is a number that is not negative.",
      where: "--atol",
      seen: text ?? "",
      remedy: "write for example --atol 1e-12",
    }),
  )
}

function riskProfileOf(text: string | undefined): Result<RiskProfile> {
  const value = canonicalRiskProfile(text ?? "hrp")
  if (value !== undefined) return ok(value)
  return failed(
    problem("usage.argument", {
      what: "There is no risk profile of that name.",
      where: "--risk-profile",
      seen: text ?? "",
      remedy: `choose from ${riskProfiles.join(", ")}`,
    }),
  )
}

function oneOfTwo(both: boolean) {
  return problem("usage.argument", {
    what: "The sign test takes either a run or a meta profile.",
    where: "--run, --meta",
    seen: both ? "both" : "neither",
    remedy: "name exactly one of them",
  })
}
