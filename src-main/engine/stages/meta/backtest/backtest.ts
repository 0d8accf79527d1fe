import type { ArtifactEntry } from "#shared/model/artifact"
import type { BacktestLengths, BacktestSection, MetaBacktest } from "#shared/model/backtest"
import { backtestSettingsSchema } from "#shared/model/backtest-settings"
import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { ResolvedMeta } from "#shared/model/resolved"
import { type RiskProfile, riskProfiles } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { walkForwardWindows } from "#engine/backtest/windows"
import type { StageContext } from "../../context"
import { recordStep, recordWarning } from "../../record"
import type { StageOutcome, StageWarning } from "../../stage"
import { jsonArtifact } from "../artifact-json"
import { findNode } from "../nodes"
import type { BacktestParams } from "../params"
import { rulesOf } from "./caveats"
import { readBacktestTree } from "./node-tree"
import { testedSection, type TestedTables } from "./section"
import { weighWindows } from "./walk-forward"
import { windowWarnings } from "./warnings"

const STAGE = "meta.backtest"

/** meta.backtest: the walk-forward of a meta profile over the joined returns of the run, per risk profile. */
export async function backtestMeta(
  context: StageContext,
  { meta_profile, risk_profiles, ...overrides }: BacktestParams,
): Promise<Result<StageOutcome>> {
  const found = findNode(context.resolved.root, meta_profile)
  if (!found.ok) return found
  const node = found.value
  const lengths = lengthsOf(node, overrides)
  if (!lengths.ok) return lengths
  const asked = risk_profiles ?? joinedRiskProfiles(context, node)
  const risks = asked.filter((risk) => !context.failures.has(risk))
  const inputs = risks.flatMap((risk) => context.directory.find("meta_returns", node.profile, risk) ?? [])
  return recordStep(
    context,
    {
      step: "meta_backtest",
      stageId: STAGE,
      node: node.profile,
      risk: null,
      params: { risk_profiles: risks, ...lengths.value },
      inputs,
    },
    async () => {
      const sections: BacktestSection[] = []
      const outputs: ArtifactEntry[] = []
      const warnings: StageWarning[] = []
      for (const risk of risks) {
        const tested = await testProfile(context, node, risk, lengths.value)
        if (!tested.ok) return tested
        sections.push(tested.value.section)
        outputs.push(...tested.value.outputs)
        for (const warning of windowWarnings(node.profile, tested.value.section)) {
          warnings.push(warning)
          const told = recordWarning(context, warning, null)
          if (!told.ok) return told
        }
      }
      const content: MetaBacktest = {
        schema: 1,
        meta_profile: node.profile,
        settings: lengths.value,
        rules: rulesOf(lengths.value),
        risk_profiles: sections,
      }
      const kept = context.directory.put(
        jsonArtifact({ kind: "meta_backtest", metaProfile: node.profile, riskProfile: null }, STAGE, content),
      )
      if (!kept.ok) return kept
      const metrics = {
        windows: Object.fromEntries(
          sections.map((one) => [one.risk_profile, one.kind === "tested" ? one.windows.length : 0]),
        ),
      }
      return ok({ outputs: [...outputs, kept.value], metrics, value: { warnings, metrics } })
    },
  )
}

/** Risk profiles that the run has joined returns of; those of the settings when it has none yet. */
function joinedRiskProfiles({ directory }: StageContext, node: ResolvedMeta): readonly RiskProfile[] {
  const joined = riskProfiles.filter(
    (risk) => directory.find("meta_returns", node.profile, risk) !== undefined,
  )
  return joined.length > 0 ? joined : configuredRiskProfiles(node.settings.allocation)
}

/** The windows and costs of the profile's settings, those that the stage was given above them. */
function lengthsOf(
  node: ResolvedMeta,
  overrides: Omit<BacktestParams, "meta_profile" | "risk_profiles">,
): Result<BacktestLengths> {
  const merged = backtestSettingsSchema.safeParse({ ...node.settings.allocation.backtest, ...overrides })
  if (!merged.success) {
    return failed(
      problem("settings.combination", {
        what: "The lengths of the backtest's windows do not fit together.",
        where: merged.error.issues.map(({ path }) => `backtest.${path.join(".")}`).join(", "),
        seen: merged.error.issues.map(({ message }) => message).join("; "),
        remedy: "make step_size at most test_window, or leave it out",
      }),
    )
  }
  const { train_window, test_window, step_size, slippage, commission } = merged.data
  return ok({ train_window, test_window, step_size: step_size ?? test_window, slippage, commission })
}

async function testProfile(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  lengths: BacktestLengths,
): Promise<Result<{ section: BacktestSection; outputs: readonly ArtifactEntry[] }>> {
  const tree = await readBacktestTree(context.directory, node, risk)
  if (!tree.ok) return tree
  const rows = tree.value.frame.days.length
  const { train_window: train, test_window: test, step_size: step } = lengths
  const windows = walkForwardWindows(rows, { train, test, step })
  if (windows.length === 0) {
    const why = problem("backtest.tooFewRows", {
      what: "The joined returns are too short for a single window of the backtest.",
      where: `${node.profile} / ${risk}`,
      seen: `${rows} rows, ${train} to train and ${test} to test`,
      remedy: "use shorter windows: meta_allocation.backtest.train_window and test_window",
    })
    return ok({ section: { kind: "untested", risk_profile: risk, problem: why }, outputs: [] })
  }
  const weighed = await weighWindows(tree.value, windows, context.signal, (done) =>
    context.progress({
      stage: STAGE,
      node: node.profile,
      risk,
      state: "running",
      done: done / windows.length,
      note: `window ${done} of ${windows.length}`,
    }),
  )
  if (!weighed.ok) return weighed
  const { risk_free_rate: riskFreeRate } = node.settings.allocation
  const tables = testedSection(tree.value, weighed.value, lengths, riskFreeRate)
  const outputs = keepTables(context, node, risk, tables)
  return outputs.ok ? ok({ section: tables.section, outputs: outputs.value }) : outputs
}

function keepTables(
  context: StageContext,
  node: ResolvedMeta,
  risk: RiskProfile,
  { days, returns, weights }: TestedTables,
): Result<readonly ArtifactEntry[]> {
  const kept: ArtifactEntry[] = []
  for (const [kind, columns] of [
    ["meta_backtest_returns", returns],
    ["meta_backtest_weights", weights],
  ] as const) {
    const entry = context.directory.put({
      kind,
      metaProfile: node.profile,
      riskProfile: risk,
      bytes: seriesToParquet({ days, columns }),
      rows: days.length,
      stage: STAGE,
    })
    if (!entry.ok) return entry
    kept.push(entry.value)
  }
  return ok(kept)
}
