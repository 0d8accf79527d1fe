import type { ArtifactEntry } from "#shared/model/artifact"
import type { Json } from "#shared/model/ledger"
import type { Problem } from "#shared/problem/problem"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { readBytes } from "#engine/artifacts/disk-read"
import { writeAtomically } from "#engine/artifacts/disk-write"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { sha256Of } from "#engine/artifacts/hash"
import { createRun, type OpenRun } from "#engine/artifacts/run-lifecycle"
import { streamFolder } from "../stream-names"
import { importSimulator } from "./import-request"
import { ensureHasProfile, withProfile } from "./manifest-edit"
import { portfolioContent } from "./portfolio-content"
import { type PreparedImport, spanOf } from "./prepare-import"

const STAGE = "sleeve.import"

/** What an import wrote. */
export interface WrittenImport {
  readonly runId: string
  /** Relative to the workspace. */
  readonly runPath: string
  readonly artifacts: readonly ArtifactEntry[]
  readonly manifest: ManifestChange
}

export interface ManifestChange {
  readonly path: string
  /** The profile that was added; null when it was there. */
  readonly added: string | null
  readonly sha256_before: Sha256
  readonly sha256_after: Sha256
}

/**
 * Writes the run of a prepared import, then adds its profile to the manifest when that lacks it. A refusal
 * after the run was begun leaves it as failed, so that nothing takes it for a sleeve. Fails with `run.exists`,
 * `run.badId`, `manifest.changed`, `workspace.diskFull` or `workspace.notWritable`.
 */
export function writeImport(prepared: PreparedImport): Result<WrittenImport> {
  const { request } = prepared
  const run = createRun({
    workspaceRoot: request.workspace.root,
    runId: request.runId,
    kind: "atomic",
    profile: prepared.knownProfile ?? request.id,
    riskProfiles: request.riskProfiles,
    programVersion: request.programVersion,
    clock: request.clock,
    process: request.process,
  })
  if (!run.ok) return run
  const written = fillRun(run.value, prepared)
  const ending = written.ok
    ? ({ state: "succeeded", exitCode: 0, problems: [] } as const)
    : ({ state: "failed", exitCode: 3, problems: written.problems } as const)
  const closed = run.value.close(ending)
  if (!written.ok) return written
  if (!closed.ok) return closed
  const { directory } = run.value
  return ok({
    runId: directory.id,
    runPath: directory.relativePath,
    artifacts: directory.entries(),
    manifest: written.value,
  })
}

function fillRun({ directory, ledger }: OpenRun, prepared: PreparedImport): Result<ManifestChange> {
  const { request, holdings, streams, detected } = prepared
  const manifest = editedManifest(prepared)
  const settings = settingsOf(prepared)
  const profile = prepared.knownProfile ?? request.id
  const genesis = ledger.append({
    type: "genesis",
    run_id: directory.id,
    profile,
    kind: "atomic",
    manifest: { path: manifest.change.path, sha256: manifest.change.sha256_after },
    settings_sha256: sha256Of(settings),
    environment: { program: request.programVersion, ...request.environment },
  })
  if (!genesis.ok) return genesis
  const about = { profile, stage: STAGE }
  const sources = keepSources(directory, prepared)
  if (!sources.ok) return sources
  const intent = ledger.append({
    type: "action",
    status: "intent",
    step: "sleeve_import",
    context: about,
    intent: {
      params: JSON.parse(new TextDecoder().decode(settings)) as Json,
      input_hashes: Object.fromEntries(
        sources.value.map((entry) => [entry.origin ?? entry.path, entry.sha256]),
      ),
    },
  })
  if (!intent.ok) return intent

  const outputs: ArtifactEntry[] = []
  const plain = { metaProfile: null, riskProfile: null, rows: null, stage: STAGE }
  for (const artifact of [
    { ...plain, kind: "resolved_manifest", bytes: settings } as const,
    ...[...streams].map(
      ([risk, { days, values }]) =>
        ({
          kind: "return_stream",
          metaProfile: null,
          riskProfile: risk,
          bytes: seriesToParquet({ days, columns: [{ name: risk, values }] }),
          rows: days.length,
          stage: STAGE,
          path: `${streamFolder}/${request.engine}_${importSimulator}_${risk}.parquet`,
        }) as const,
    ),
    {
      ...plain,
      kind: "portfolio_flattened",
      bytes: jsonBytes(portfolioContent(holdings.rows, request.riskProfiles, request.engine, request.cash)),
    } as const,
  ]) {
    const put = directory.put(artifact)
    if (!put.ok) return put
    outputs.push(put.value)
  }
  for (const [decision, data] of [
    ["import.read_as", { ...detected, remarks: [...prepared.remarks] }],
    ["import.no_health", { note: "an import brings no walk-forward evidence: its health is unknown" }],
    ["manifest.profile", { ...manifest.change }],
  ] as const) {
    const told = ledger.append({ type: "decision", decision, context: about, data })
    if (!told.ok) return told
  }
  const changed = writeManifest(prepared, manifest)
  if (!changed.ok) return changed
  const outcome = ledger.append({
    type: "action",
    status: "success",
    step: "sleeve_import",
    context: about,
    outcome: {
      output_hashes: Object.fromEntries(outputs.map((entry) => [entry.path, entry.sha256])),
      input_hashes: {},
      metrics: {
        streams: streams.size,
        holdings: holdings.rows.length,
        gross: holdings.gross,
        net: holdings.net,
      },
    },
  })
  return outcome.ok ? ok(manifest.change) : outcome
}

function keepSources(
  directory: OpenRun["directory"],
  { request, returnsBytes, holdingsBytes }: PreparedImport,
): Result<readonly ArtifactEntry[]> {
  const kept: ArtifactEntry[] = []
  for (const [{ shown }, bytes] of [
    [request.returns, returnsBytes],
    [request.holdings, holdingsBytes],
  ] as const) {
    const extension = /\.([A-Za-z0-9]+)$/.exec(shown)?.[1] ?? "bin"
    const entry = directory.keepInput({ bytes, extension, origin: shown, stage: STAGE })
    if (!entry.ok) return entry
    kept.push(entry.value)
  }
  return ok(kept)
}

/** `config/resolved_manifest.json`: what the import was asked for and what it made of it. */
function settingsOf({ request, streams, knownProfile, detected }: PreparedImport): Uint8Array {
  return jsonBytes({
    program_version: request.programVersion,
    profile: knownProfile ?? request.id,
    risk_profiles: [...request.riskProfiles],
    import: {
      engine: request.engine,
      returns: request.returns.shown,
      holdings: request.holdings.shown,
      cash: request.cash,
      detected: { ...detected },
      streams: Object.fromEntries(
        [...streams].map(([risk, stream]) => [
          risk,
          {
            column: stream.column,
            rows: stream.days.length,
            blank_rows: stream.blankRows,
            ...spanOf(stream),
          },
        ]),
      ),
    },
  })
}

interface EditedManifest {
  readonly bytes: Uint8Array
  readonly change: ManifestChange
}

function editedManifest({ request, knownProfile }: PreparedImport): EditedManifest {
  const { loaded, id, engine, riskProfiles, returns } = request
  const { bytes, path, sha256 } = loaded
  if (knownProfile !== null) {
    return { bytes, change: { path, added: null, sha256_before: sha256, sha256_after: sha256 } }
  }
  const edited = withProfile(bytes, id, {
    description: `Imported from ${returns.shown}`,
    backtest: { engines: engine, profiles: riskProfiles.join(",") },
  })
  ensureHasProfile(edited, id)
  return {
    bytes: edited,
    change: { path, added: id, sha256_before: sha256, sha256_after: sha256Of(edited) },
  }
}

/** Writes the manifest unless somebody else has changed it since it was read. */
function writeManifest({ request }: PreparedImport, { bytes, change }: EditedManifest): Result<void> {
  if (change.added === null) return ok(undefined)
  const { manifestPath } = request.workspace
  const now = readBytes(manifestPath)
  if (!now.ok) return now
  if (sha256Of(now.value) !== change.sha256_before) return failed(changedMeanwhile(change.path))
  return writeAtomically(manifestPath, bytes)
}

function changedMeanwhile(path: string): Problem {
  return problem("manifest.changed", {
    what: "The manifest was changed by somebody else while the sleeve was imported.",
    where: path,
    seen: "other content than was read at the start",
    remedy: "Import the sleeve again.",
  })
}
