import { platformRunFiles, jsonFile } from "#engine/workspace/sample/platform/run-files"
import type { WorkspaceFile } from "#engine/workspace/sample/platform/run"
import type { Lack, StreamOptions } from "./options"
import { platformRunOf, type SleeveSpec, streamsOf, valuesOf } from "./sleeve-run"
import { streamBytes } from "./stream-file"

/** The files of a sleeve's run, relative to the run directory, with what it is to lack left out. */
export function sleeveFiles(spec: SleeveSpec, manifestSha256: string): WorkspaceFile[] {
  const { options } = spec
  const lacks = options.lacks ?? []
  if (lacks.includes("run")) return []
  const files = [
    ...platformRunFiles(platformRunOf(spec, manifestSha256)),
    ...streamsOf(spec).map((stream) => streamFile(spec, stream)),
    ...(options.record === undefined ? [] : [recordFile(spec)]),
  ]
  return files
    .filter(({ path }) => !lacks.some((lack) => isOf(lack, path)))
    .map((file) => (file.path === "audit.jsonl" ? withLedgerOddities(spec, file) : file))
    .map((file) =>
      options.undeclaredWindows === true && declaresWindows(file.path) ? withoutWindows(file) : file,
    )
}

const filesLacking: Readonly<Record<Exclude<Lack, "run" | "genesis">, string>> = {
  ledger: "audit.jsonl",
  streams: "data/returns/",
  flattened: "data/portfolio_flattened.json",
  optimized: "data/portfolio_optimized_v2.json",
  candidates: "data/portfolio_candidates.json",
  synthetic: "data/synthetic_returns.parquet",
  raw: "data/returns_matrix.parquet",
  resolved_manifest: "config/resolved_manifest.json",
}

function isOf(lack: Lack, path: string): boolean {
  return lack !== "run" && lack !== "genesis" && path.startsWith(filesLacking[lack])
}

function streamFile(spec: SleeveSpec, stream: StreamOptions): WorkspaceFile {
  const { engine = "custom", simulator = "cvxportfolio", risk } = stream
  const format = stream.format ?? spec.options.format ?? "parquet"
  const twice = spec.options.duplicateAt
  const days = repeated(stream.days ?? spec.days, twice)
  const values = repeated(valuesOf(spec, stream), twice)
  const stamps = spec.options.stamps ?? "dates"
  return {
    path: `data/returns/${engine}_${simulator}_${risk}.${format}`,
    bytes: streamBytes({ name: risk, days, values, stamps }, format),
  }
}

/** The list with the entry at `at` written twice in a row. */
function repeated<T extends Int32Array | Float64Array>(list: T, at: number | undefined): T {
  if (at === undefined) return list
  const longer = list.constructor as new (length: number) => T
  const result = new longer(list.length + 1)
  for (let i = 0; i < result.length; i++) result[i] = list[i <= at ? i : i - 1]!
  return result
}

function withLedgerOddities({ options }: SleeveSpec, { path, bytes }: WorkspaceFile): WorkspaceFile {
  const [genesis, ...rest] = new TextDecoder().decode(bytes).split("\n")
  const garbage = Array<string>(options.unreadableLines ?? 0).fill('{"type": "action", "step": ')
  const opening = options.lacks?.includes("genesis") === true ? [] : [genesis!]
  return { path, bytes: new TextEncoder().encode([...opening, ...garbage, ...rest].join("\n")) }
}

function declaresWindows(path: string): boolean {
  return path === "config/resolved_manifest.json" || path === "data/tournament_meta.json"
}

function withoutWindows({ path, bytes }: WorkspaceFile): WorkspaceFile {
  const declared = JSON.parse(new TextDecoder().decode(bytes))
  for (const key of ["train_window", "test_window", "step_size"]) delete declared[key]
  return jsonFile(path, declared)
}

function recordFile({ profile, runId, options }: SleeveSpec): WorkspaceFile {
  const started = options.started ?? "2025-12-01T06:00:00.000Z"
  return jsonFile("run.json", {
    schema: 1,
    run_id: runId,
    kind: "atomic",
    profile,
    state: "succeeded",
    risk_profiles: [],
    started,
    ended: started,
    exit_code: 0,
    program_version: "0.1.0",
    process: { pid: 1, started },
    ledger: { head: "0".repeat(64), count: 0 },
    problems: [],
    ...options.record,
  })
}
