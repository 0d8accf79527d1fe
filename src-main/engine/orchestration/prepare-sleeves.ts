import type { ArtifactEntry } from "#shared/model/artifact"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import type { RunId } from "#shared/quantity/run-id"
import { jsonBytes } from "#engine/artifacts/formats/json"
import type { StageContext } from "#engine/stages/context"
import { RunCache } from "#engine/stages/meta/run-cache"
import type { ResolvedRun } from "#shared/model/resolved"
import { resolveMeta } from "#engine/stages/meta/resolve/resolve"
import { recordDecision, recordStep } from "#engine/stages/record"
import { programEnvironment } from "./environment"
import { executeSleeves, planSleeves } from "./execute-sleeves"
import type { MetaRunOptions } from "./meta-run-options"
import type { OpenedMetaRun } from "./open-meta-run"
import { askSignGate } from "./sign-gate"

/** The context of the stages, and whether the sign gate lets them run. */
export interface PreparedRun {
  readonly context: StageContext
  /** A failed gate: no risk profile may be built, the report says FAIL. */
  readonly signTest: Result<void>
}

/**
 * All that comes before the stages: sleeves are executed where that was asked for (any failure ends the
 * run here), the tree is resolved into `config/meta_resolved.json`, and the sign gate is asked.
 */
export async function prepareSleeves(
  options: MetaRunOptions,
  opened: OpenedMetaRun,
  failures: ReadonlyMap<RiskProfile, readonly Problem[]>,
): Promise<Result<PreparedRun>> {
  const { run, loaded, profile } = opened
  let executed: ReadonlyMap<string, RunId> = new Map()
  if (options.executeSleeves === true) {
    const tasks = planSleeves(loaded, profile, options.newRunId)
    if (!tasks.ok) return tasks
    const runs = await executeSleeves(tasks.value, options.executor, options.signal)
    if (!runs.ok) return runs
    executed = runs.value
  }
  const resolved = resolveMeta({
    workspace: options.workspace,
    loaded,
    metaProfile: profile,
    layers: options.layers,
    executed,
  })
  if (!resolved.ok) return resolved
  const context: StageContext = {
    workspace: options.workspace,
    directory: run.directory,
    ledger: run.ledger,
    resolved: resolved.value,
    clock: options.clock,
    signal: options.signal,
    programVersion: options.programVersion,
    environment: programEnvironment(),
    failures,
    ...cacheOf(options.workspace.root, resolved.value),
    progress: (event) => options.onProgress({ run: run.directory.id, ...event }),
  }
  const kept = await recordResolution(context)
  if (!kept.ok) return kept
  return ok({ context, signTest: await askSignGate(context, opened.riskProfiles) })
}

/** The cache, where the root profile's settings allow one. */
function cacheOf(root: string, { root: { settings } }: ResolvedRun): Pick<StageContext, "cache"> {
  const { cache, cache_dir: directory } = settings.allocation
  return cache ? { cache: new RunCache(root, directory) } : {}
}

/** Writes the resolved tree, and tells the ledger each remark: nothing odd stays quiet. */
async function recordResolution(context: StageContext): Promise<Result<void>> {
  const { resolved } = context
  return recordStep(
    context,
    {
      step: "resolve",
      stageId: "resolve",
      node: resolved.root.profile,
      risk: null,
      params: {},
      inputs: manifestCopy(context),
    },
    async () => {
      const entry = context.directory.put({
        kind: "meta_resolved",
        metaProfile: null,
        riskProfile: null,
        bytes: jsonBytes(resolved),
        rows: null,
        stage: "resolve",
      })
      if (!entry.ok) return entry
      for (const remark of resolved.remarks) {
        const told = recordDecision(
          context,
          remark.code,
          { node: resolved.root.profile, risk: null },
          {
            ...remark,
          },
        )
        if (!told.ok) return told
      }
      return ok({ outputs: [entry.value], metrics: { depth: resolved.root.depth }, value: undefined })
    },
  )
}

function manifestCopy({ directory, resolved }: StageContext): readonly ArtifactEntry[] {
  return directory
    .entries()
    .filter(({ kind, origin }) => kind === "input" && origin === resolved.manifest.path)
}
