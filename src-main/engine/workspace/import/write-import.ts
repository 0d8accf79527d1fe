import type { ArtifactEntry } from "#shared/model/artifact"
import type { Json } from "#shared/model/ledger"
import { ok, type Result } from "#shared/problem/result"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { seriesToParquet } from "#engine/artifacts/formats/parquet"
import { sha256Of } from "#engine/artifacts/hash"
import type { NewArtifact } from "#engine/artifacts/run-directory"
import { createRun, type OpenRun } from "#engine/artifacts/run-lifecycle"
import { streamFolder } from "../stream-names"
import { importSimulator } from "./import-request"
import { editedManifest, type ManifestChange, writeManifest } from "./manifest-change"
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
  const { request } = prepared
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
      input_hashes: hashesOf(sources.value),
    },
  })
  if (!intent.ok) return intent

  const outputs: ArtifactEntry[] = []
  for (const artifact of artifactsOf(prepared, settings)) {
    const put = directory.put(artifact)
    if (!put.ok) return put
    outputs.push(put.value)
  }
  for (const [decision, data] of decisionsOf(prepared, manifest.change)) {
    const told = ledger.append({ type: "decision", decision, context: about, data })
    if (!told.ok) return told
  }
  const changed = writeManifest(prepared, manifest)
  if (!changed.ok) return changed
  const { gross, net, rows } = prepared.holdings
  const outcome = ledger.append({
    type: "action",
    status: "success",
    step: "sleeve_import",
    context: about,
    outcome: {
      input_hashes: hashesOf(sources.value),
      output_hashes: hashesOf(outputs),
      metrics: { streams: prepared.streams.size, holdings: rows.length, gross, net },
    },
  })
  return outcome.ok ? ok(manifest.change) : outcome
}

/** By the place a source came from, by the path of what was written. */
function hashesOf(entries: readonly ArtifactEntry[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ origin, path, sha256 }) => [origin ?? path, sha256]))
}

function artifactsOf({ request, holdings, streams }: PreparedImport, settings: Uint8Array): NewArtifact[] {
  const plain = { metaProfile: null, riskProfile: null, rows: null, stage: STAGE }
  const { engine, riskProfiles, cash } = request
  const portfolio = jsonBytes(portfolioContent(holdings.rows, riskProfiles, engine, cash))
  return [
    { ...plain, kind: "resolved_manifest", bytes: settings },
    ...[...streams].map(
      ([risk, { days, values }]): NewArtifact => ({
        kind: "return_stream",
        metaProfile: null,
        riskProfile: risk,
        bytes: seriesToParquet({ days, columns: [{ name: risk, values }] }),
        rows: days.length,
        stage: STAGE,
        path: `${streamFolder}/${engine}_${importSimulator}_${risk}.parquet`,
      }),
    ),
    { ...plain, kind: "portfolio_flattened", bytes: portfolio },
  ]
}

function decisionsOf(
  { detected, remarks }: PreparedImport,
  change: ManifestChange,
): readonly (readonly [string, Json])[] {
  const noHealth = "an import brings no walk-forward evidence: its health is unknown"
  return [
    ["import.read_as", { ...detected, remarks: [...remarks] }],
    ["import.no_health", { note: noHealth }],
    ["manifest.profile", { ...change }],
  ]
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
