import { listDirectory, readStart, readText } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"
import { compatibility, nameThere } from "./compatibility"
import { parsePythonJson } from "./python-json"
import { riskProfileOfStream, streamFolder, streamsAmong } from "./stream-names"

/** What a run directory without `run.json` (the platform's) shows of itself. */
export interface InferredRun {
  readonly kind: "meta" | "atomic"
  /** Empty when nothing tells it. */
  readonly profile: string
  /** Time stamp of the genesis record as written: the platform's has no zone. */
  readonly started: string | null
  readonly riskProfiles: readonly string[]
  /** What it would need to count as complete. */
  readonly missing: readonly string[]
}

/** Enough for a genesis record; a longer one costs a second read. */
const GENESIS_BYTES = 16_384

/**
 * Judges a run of the platform by its files: complete with a genesis record, a return stream and a flattened
 * portfolio (design 5.3). Reads the first line of the ledger, and the resolved manifest only for a profile
 * that the genesis does not tell.
 */
export function inferRun(runPath: string): InferredRun {
  const genesis = readGenesis(`${runPath}/${runFiles.ledger}`)
  const streams = streamsAmong(listDirectory(`${runPath}/${streamFolder}`))
  const flattened = nameThere(runPath, compatibility.flattened) !== undefined
  const missing = [
    ...(genesis === undefined ? [`a genesis record in ${runFiles.ledger}`] : []),
    ...(streams.length === 0 ? [`a return stream in ${streamFolder}`] : []),
    ...(flattened ? [] : [compatibility.flattened.file]),
  ]
  const isMeta =
    streams.length === 0 && listDirectory(`${runPath}/data`).some((name) => name.startsWith("meta_manifest_"))
  const risks = streams.flatMap(({ name }) => riskProfileOfStream(name) ?? [])
  return {
    kind: isMeta ? "meta" : "atomic",
    profile: textOf(genesis?.["profile"]) ?? resolvedProfile(runPath) ?? "",
    started: textOf(genesis?.["ts"]) ?? null,
    riskProfiles: [...new Set(risks)].sort(),
    missing,
  }
}

function readGenesis(path: string): Readonly<Record<string, unknown>> | undefined {
  const start = readStart(path, GENESIS_BYTES)
  if (!start.ok) return undefined
  const end = start.value.indexOf(0x0a)
  const whole = end === -1 && start.value.length === GENESIS_BYTES ? readText(path) : undefined
  const text = whole?.ok ? whole.value : new TextDecoder().decode(start.value)
  const record = parseObject(text.slice(0, text.includes("\n") ? text.indexOf("\n") : text.length))
  return record?.["type"] === "genesis" ? record : undefined
}

function resolvedProfile(runPath: string): string | undefined {
  const text = readText(`${runPath}/config/resolved_manifest.json`)
  return text.ok ? textOf(parseObject(text.value)?.["profile"]) : undefined
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parsePythonJson(text)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}
