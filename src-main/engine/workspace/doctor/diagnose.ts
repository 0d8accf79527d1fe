import { canonicalRiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { fileExists, listFilesBelow } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { loadManifest } from "../manifest"
import { type Workspace, workspaceRelative } from "../open"
import { listRuns, type RunSummary } from "../runs"
import type { SettingLayers } from "../settings"
import { type Demand, type Demands, demandsOf } from "./demands"
import { describeInLine } from "./describe"
import { staleCopies } from "./examine-copies"
import { examineEvidence } from "./examine-evidence"
import { examineHoldings } from "./examine-holdings"
import { examineLedger } from "./examine-ledger"
import { examineStreams } from "./examine-streams"
import { conversionCommand, isConvertible } from "./pickles"
import { blocks, type Diagnosis, type FileVerdict, type MetaDiagnosis, type RunDiagnosis } from "./verdict"

/** What is looked at. */
export interface DiagnosisRequest {
  readonly workspace: Workspace
  readonly layers: SettingLayers
  /** Only these meta profiles; all of the manifest when there are none. */
  readonly metas: readonly string[]
  /** Every run of the workspace, whether a sleeve uses it or not. */
  readonly all: boolean
}

/**
 * A verdict file by file for the manifest and the runs that its sleeves use. Runnable when the manifest can be
 * read and nothing that a meta profile needs is missing, of a wrong shape or still a pickle. Reads only.
 */
export async function diagnose(request: DiagnosisRequest): Promise<Result<Diagnosis>> {
  const { workspace, layers, metas, all } = request
  const listed = listRuns(workspace)
  if (!listed.ok) return listed
  const loaded = loadManifest(workspace)
  const demands: Demands = loaded.ok
    ? demandsOf(workspace, loaded.value, listed.value, layers, metas)
    : { metas: [], runs: new Map() }
  const runs: RunDiagnosis[] = []
  for (const { run, demands: own } of demands.runs.values()) runs.push(await examineRun(workspace, run, own))
  if (all) {
    for (const run of listed.value) {
      if (!demands.runs.has(run.runId)) runs.push(await examineRun(workspace, run, []))
    }
  }
  const manifest: FileVerdict = {
    file: workspaceRelative(workspace, workspace.manifestPath),
    role: "manifest",
    needed_by: ["every meta profile"],
    ...(loaded.ok
      ? {
          verdict: "found",
          detail: `${Object.keys(loaded.value.manifest.profiles).length} profiles, ${loaded.value.warnings.length} warnings`,
          remedy: null,
        }
      : {
          verdict: loaded.problems[0].code === "manifest.missing" ? "missing" : "wrong shape",
          detail: loaded.problems.map(describeInLine).join("; "),
          remedy: loaded.problems[0].remedy,
        }),
  }
  const judged = demands.metas.map((meta) => judgeMeta(meta, runs))
  const pickles = runs.flatMap(({ files }) =>
    files.filter(({ verdict }) => verdict === "convertible").map(({ file }) => file),
  )
  return ok({
    runnable: !blocks(manifest) && judged.every(({ runnable }) => runnable),
    manifest,
    metas: judged,
    runs,
    convert: conversionCommand(workspace.root, pickles),
  })
}

async function examineRun(
  workspace: Workspace,
  run: RunSummary,
  demands: readonly Demand[],
): Promise<RunDiagnosis> {
  const used = demands.length > 0
  const roots = rootsOf(demands)
  const files = run.kind === "meta" && !used ? metaFiles(run) : await atomicFiles(run, demands)
  const all = [
    ...runRecord(run, roots),
    ...examineLedger(run, roots),
    ...files,
    ...staleCopies(workspace, run),
  ]
  return {
    run_id: run.runId,
    run_dir: run.relativePath,
    profile: run.profile,
    kind: run.kind,
    completeness: run.completeness,
    used_by: [...new Set(demands.map(({ path }) => path))],
    runnable: !all.some(blocks),
    files: all,
  }
}

async function atomicFiles(run: RunSummary, demands: readonly Demand[]): Promise<FileVerdict[]> {
  const used = demands.length > 0
  const { files, taken } = await examineStreams(run, used ? demands : ownDemands(run))
  const signRoots = rootsOf(demands.filter((demand) => demand.signGate))
  return [...files, ...examineHoldings(run, taken), ...(await examineEvidence(run, signRoots))]
}

function rootsOf(demands: readonly Demand[]): readonly string[] {
  return [...new Set(demands.map(({ root }) => root))]
}

/** Of a run that no sleeve uses, a stream of each risk profile it was made for is looked at. */
function ownDemands(run: RunSummary): readonly Demand[] {
  return run.riskProfiles.flatMap((name) => {
    const riskProfile = canonicalRiskProfile(name)
    const settings = { stream: {}, stream_profiles: {}, allow_stream_substitution: false }
    return riskProfile === undefined
      ? []
      : [{ path: run.runId, root: "", riskProfile, settings, signGate: false }]
  })
}

/** `run.json` of a run of ours; the platform's runs have none. */
function runRecord(run: RunSummary, roots: readonly string[]): FileVerdict[] {
  if (run.completeness === "inferred") return []
  const complete = run.completeness === "recorded"
  const recorded = fileExists(`${run.path}/${runFiles.run}`)
  return [
    {
      file: recorded ? `${run.relativePath}/${runFiles.run}` : run.relativePath,
      role: "completeness",
      verdict: complete ? "found" : "missing",
      needed_by: roots,
      detail: complete ? run.state : run.missing.join(", "),
      remedy: complete ? null : "Finish or repeat the run.",
    },
  ]
}

/** A meta run is nobody's sleeve: its files are told by their names, pickles as convertible. */
function metaFiles(run: RunSummary): FileVerdict[] {
  return listFilesBelow(`${run.path}/data`).map((name) => {
    const pickle = isConvertible(`data/${name}`)
    return {
      file: `${run.relativePath}/data/${name}`,
      role: "file of a meta run",
      verdict: pickle ? "convertible" : "found",
      needed_by: [],
      detail: pickle ? "a pickle, which is never opened" : "",
      remedy: null,
    }
  })
}

function judgeMeta(
  { name, riskProfiles, problems }: Demands["metas"][number],
  runs: readonly RunDiagnosis[],
): MetaDiagnosis {
  const missed = runs.flatMap(({ files }) =>
    files.filter((file) => blocks(file) && file.needed_by.includes(name)),
  )
  const because = [...problems, ...missed.map(({ file, role, verdict }) => `${file} (${role}): ${verdict}`)]
  return { meta_profile: name, risk_profiles: riskProfiles, runnable: because.length === 0, because }
}
