import { configuredRiskProfiles } from "#shared/model/meta-allocation"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { EffectiveSettings } from "#shared/model/settings"
import { failed, ok, type Result } from "#shared/problem/result"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { sha256Of } from "#engine/artifacts/hash"
import { createRun, type OpenRun } from "#engine/artifacts/run-lifecycle"
import { findMetaProfile } from "#engine/workspace/find-profile"
import { type LoadedManifest, loadManifest } from "#engine/workspace/manifest"
import { checkMetaProfile } from "#engine/workspace/profile-graph"
import { effectiveSettings } from "#engine/workspace/settings"
import { programEnvironment } from "./environment"
import type { MetaRunOptions } from "./meta-run-options"

/** A run whose manifest, profile and settings are known to be sound. */
export interface OpenedMetaRun {
  readonly run: OpenRun
  readonly loaded: LoadedManifest
  readonly profile: string
  readonly riskProfiles: readonly RiskProfile[]
}

/**
 * Checks all that can be checked without the sleeves' runs, then creates the run directory with its
 * genesis record, the effective settings and a copy of the manifest. A refusal leaves no directory.
 */
export function openMetaRun(options: MetaRunOptions): Result<OpenedMetaRun> {
  const loaded = loadManifest(options.workspace)
  if (!loaded.ok) return loaded
  const found = findMetaProfile(loaded.value, options.metaProfile)
  if (!found.ok) return found
  const { name } = found.value
  const settings = effectiveSettings(loaded.value, name, options.layers)
  if (!settings.ok) return settings
  const [flaw, ...flaws] = checkMetaProfile(loaded.value, name, settings.value.allocation.max_depth)
  if (flaw !== undefined) return failed(flaw, ...flaws)
  const riskProfiles = options.riskProfiles ?? configuredRiskProfiles(settings.value.allocation)

  const run = createRun({
    workspaceRoot: options.workspace.root,
    runId: options.runId ?? options.newRunId(name),
    kind: "meta",
    profile: name,
    riskProfiles,
    programVersion: options.programVersion,
    clock: options.clock,
    process: options.process,
  })
  if (!run.ok) return run
  const begun = beginLedger(run.value, loaded.value, name, riskProfiles, settings.value, options)
  if (begun.ok) return ok({ run: run.value, loaded: loaded.value, profile: name, riskProfiles })
  run.value.close({ state: "failed", exitCode: 3, problems: begun.problems })
  return begun
}

/** Genesis first, then the effective settings before anything else, then the copy of the manifest. */
function beginLedger(
  { directory, ledger }: OpenRun,
  loaded: LoadedManifest,
  profile: string,
  riskProfiles: readonly RiskProfile[],
  settings: EffectiveSettings,
  options: MetaRunOptions,
): Result<void> {
  const content = jsonBytes({
    program_version: options.programVersion,
    profile,
    risk_profiles: [...riskProfiles],
    ...(options.executeSleeves === true ? { execute_sleeves: true } : {}),
    manifest: { path: loaded.path, sha256: loaded.sha256 },
    meta_allocation: { ...settings.allocation },
    features: { ...settings.features },
    origins: { ...settings.origins },
  })
  const genesis = ledger.append({
    type: "genesis",
    run_id: directory.id,
    profile,
    kind: "meta",
    manifest: { path: loaded.path, sha256: loaded.sha256 },
    settings_sha256: sha256Of(content),
    environment: { program: options.programVersion, ...programEnvironment() },
  })
  if (!genesis.ok) return genesis
  const written = directory.put({
    kind: "resolved_manifest",
    metaProfile: null,
    riskProfile: null,
    bytes: content,
    rows: null,
    stage: "resolve",
  })
  if (!written.ok) return written
  const copy = directory.keepInput({
    bytes: loaded.bytes,
    extension: "json",
    origin: loaded.path,
    stage: "resolve",
  })
  return copy.ok ? ok(undefined) : copy
}
