import type { ArtifactEntry } from "#shared/model/artifact"
import type { ProgressEvent } from "#shared/model/progress"
import type { ResolvedRun } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { RunRecord } from "#shared/model/run"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Clock } from "#shared/quantity/clock"
import type { RunId } from "#shared/quantity/run-id"
import { readIndex, recoverEntries } from "#engine/artifacts/artifact-index"
import { fileExists } from "#engine/artifacts/disk-read"
import { readListed } from "#engine/artifacts/listed-artifact"
import { memoryLedger, memoryRunDirectory } from "#engine/artifacts/memory-run"
import { runFiles, runsFolder } from "#engine/artifacts/names"
import { isInside, pathOutside } from "#engine/artifacts/path-inside"
import { readRunRecord } from "#engine/artifacts/run-record"
import { makeScratchWorkspace, type ScratchWorkspace } from "#engine/artifacts/scratch-workspace"
import { type LedgerLine, readLedger } from "#engine/ledger/read"
import { verifyRun } from "#engine/ledger/verify"
import { everyAtomic } from "#engine/stages/meta/nodes"
import { openWorkspace } from "#engine/workspace/open"
import { programEnvironment } from "../environment"
import { changedEnvironment, type EnvironmentChange } from "../environment-change"
import { refuseNetwork } from "../network-guard"
import { compareArtifacts } from "./compare-artifacts"
import { layOutInputs } from "./kept-inputs"
import { planOf } from "./replay-plan"
import { replaySteps } from "./replay-steps"

export interface ReplayOptions {
  /** The run directory, absolute, wherever it lies now. */
  readonly runPath: string
  readonly clock: Clock
  readonly programVersion: string
  readonly onProgress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
}

export interface Replay {
  /**
   * What is wrong, the first cause first: what verifying found, steps that went otherwise, artifacts that
   * differ. Empty when every artifact was recomputed to the byte.
   */
  readonly findings: readonly Problem[]
  /** False when verifying found so much wrong that there was nothing to recompute from. */
  readonly recomputed: boolean
  /** Artifacts held against recomputed ones. */
  readonly compared: number
  /** Inputs that they were recomputed from. */
  readonly inputs: number
  /** In what the program and its surroundings differ from those of the run. */
  readonly environment: readonly EnvironmentChange[]
}

/**
 * Verifies a run and recomputes every step of its ledger from its `inputs/` and `config/` alone, with the very
 * stages of a run, in memory over a scratch workspace; then compares the bytes of every artifact but those
 * that name the run itself (design 1.4, 5.8). The run is left as it is.
 *
 * Fails with `file.missing` for a run that this program did not write, `replay.inputs` when its inputs don't
 * allow it, `artifact.missing` for a run that was never resolved, `cancelled`.
 */
export async function replayRun(options: ReplayOptions): Promise<Result<Replay>> {
  refuseNetwork()
  const { runPath } = options
  if (!fileExists(`${runPath}/${runFiles.run}`)) return failed(notOurs(runPath))
  const record = readRunRecord(runPath)
  if (!record.ok) return record
  const verified = verifyRun(runPath)
  if (!verified.ok) return verified
  const ledger = readLedger(`${runPath}/${runFiles.ledger}`)
  if (!ledger.ok) return ledger
  const { records } = ledger.value
  const found = {
    findings: verified.value.findings,
    environment: changedEnvironment(records[0], options.programVersion),
  }
  const baseless = { ...found, recomputed: false, compared: 0, inputs: 0 }
  if (found.findings.some(({ code }) => code === "ledger.broken" || code === "ledger.truncated")) {
    return ok(baseless)
  }
  const index = readIndex(runPath)
  const listed = index.ok ? index.value : recoverEntries(runPath)
  const config = readConfig(runPath, listed)
  if (!config.ok) return config.problems[0].code === "artifact.changed" ? ok(baseless) : config

  const scratch = makeScratchWorkspace()
  if (!scratch.ok) return scratch
  try {
    const replayed = await recompute(options, record.value, scratch.value, listed, records, config.value)
    if (replayed.ok) {
      const { findings, ...rest } = replayed.value
      return ok({ ...found, ...rest, recomputed: true, findings: [...found.findings, ...findings] })
    }
    return replayed.problems[0].code === "artifact.changed" ? ok(baseless) : replayed
  } finally {
    scratch.value.remove()
  }
}

interface Config {
  readonly resolved: ResolvedRun
  readonly riskProfiles: readonly RiskProfile[]
}

async function recompute(
  options: ReplayOptions,
  record: RunRecord,
  scratch: ScratchWorkspace,
  listed: readonly ArtifactEntry[],
  records: readonly LedgerLine[],
  { resolved, riskProfiles }: Config,
): Promise<Result<Pick<Replay, "findings" | "compared" | "inputs">>> {
  const inputs = layOutInputs(options.runPath, listed, scratch)
  if (!inputs.ok) return inputs
  const workspace = openWorkspace(scratch.root)
  if (!workspace.ok) return workspace
  const id = record.run_id as RunId
  const directory = { ...memoryRunDirectory(id), relativePath: `${runsFolder}/${id}` }
  const failures = new Map<RiskProfile, readonly Problem[]>()
  const context = {
    workspace: workspace.value,
    directory,
    ledger: memoryLedger(options.clock),
    resolved,
    judgeHealth: inputs.value.judgeHealth,
    clock: options.clock,
    signal: options.signal,
    programVersion: options.programVersion,
    environment: programEnvironment(),
    failures,
    progress: (event: Omit<ProgressEvent, "run">) => options.onProgress({ run: id, ...event }),
  }
  const plan = planOf(records)
  const otherwise = await replaySteps({ context, riskProfiles, failures }, plan)
  if (!otherwise.ok) return otherwise
  const interrupted = plan.some(({ ended }) => ended === "interrupted")
  const { compared, differences } = await compareArtifacts(options.runPath, listed, directory, interrupted)
  return ok({ findings: [...otherwise.value, ...differences], compared, inputs: inputs.value.count })
}

/** `config/` as the run's ledger vouches for it. */
function readConfig(runPath: string, listed: readonly ArtifactEntry[]): Result<Config> {
  const read = <T>(kind: ArtifactEntry["kind"]): Result<T> => {
    const entry = listed.find((artifact) => artifact.kind === kind)
    if (entry === undefined) return failed(neverResolved(runPath, kind))
    const bytes = readListed(runPath, entry)
    return bytes.ok ? ok(JSON.parse(new TextDecoder().decode(bytes.value)) as T) : bytes
  }
  const resolved = read<ResolvedRun>("meta_resolved")
  if (!resolved.ok) return resolved
  const settings = read<{ readonly risk_profiles: readonly RiskProfile[] }>("resolved_manifest")
  if (!settings.ok) return settings
  const outside = everyAtomic(resolved.value.root).find(({ sleeve }) => !isInside(sleeve.runPath))
  if (outside !== undefined) return pathOutside(outside.sleeve.runPath, `the run of sleeve ${outside.path}`)
  return ok({ resolved: resolved.value, riskProfiles: settings.value.risk_profiles })
}

function notOurs(runPath: string): Problem {
  return problem("file.missing", {
    what: "Only a run that this program wrote can be replayed: it keeps copies of its inputs.",
    where: `${runPath}/${runFiles.run}`,
    seen: "no such file",
    remedy: "Verify it with `nestfolio verify`, or run its meta profile here.",
  })
}

function neverResolved(runPath: string, kind: string): Problem {
  return problem("artifact.missing", {
    what: "The run ended before its sleeves were resolved: there is nothing to replay.",
    where: runPath,
    seen: `no ${kind} among its artifacts`,
    remedy: "See with `nestfolio show RUN` why it ended, and run the meta profile again.",
  })
}
