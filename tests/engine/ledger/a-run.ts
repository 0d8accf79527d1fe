import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { currentProcess, type ProcessIdentity } from "#engine/artifacts/process-identity"
import { createRun, type OpenRun } from "#engine/artifacts/run-lifecycle"
import type { Result } from "#shared/problem/result"

export interface RunOnDisk {
  readonly root: string
  readonly path: string
  readonly run: OpenRun
  remove(): void
}

/** A process that never was. */
export const gone: ProcessIdentity = { pid: 2 ** 30, started: "never" }

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

/** A run in a temporary workspace, with an intent, a decision and an outcome in its ledger and two files. */
export function aRun(process = currentProcess()): RunOnDisk {
  const root = mkdtempSync(join(tmpdir(), "nestfolio-ledger-"))
  let second = 0
  const run = valueOf(
    createRun({
      workspaceRoot: root,
      runId: "run-1",
      kind: "meta",
      profile: "m",
      riskProfiles: ["hrp"],
      programVersion: "0.1.0",
      clock: () => new Date(Date.UTC(2026, 10, 20, 10, 0, second++)).toISOString(),
      process,
    }),
  )
  const bytes = new TextEncoder().encode("{}\n")
  const origin = "data/etfs.parquet"
  valueOf(run.directory.keepInput({ bytes, extension: "json", origin, stage: "meta.returns" }))
  const place = { kind: "meta_optimized", metaProfile: "m", riskProfile: "hrp" } as const
  const entry = valueOf(run.directory.put({ ...place, bytes, rows: null, stage: "meta.optimize" }))
  const action = { type: "action", step: "meta_optimize_hrp", context: { meta_profile: "m" } } as const
  const intent = { params: { engine: "custom" }, input_hashes: {} }
  valueOf(run.ledger.append({ ...action, status: "intent", intent }))
  valueOf(run.ledger.append({ type: "decision", decision: "stream.chosen", context: {}, data: { n: 0.1 } }))
  const outcome = { output_hashes: { [entry.path]: entry.sha256 }, input_hashes: {}, metrics: null }
  valueOf(run.ledger.append({ ...action, status: "success", outcome }))
  return {
    root,
    path: run.directory.path,
    run,
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
