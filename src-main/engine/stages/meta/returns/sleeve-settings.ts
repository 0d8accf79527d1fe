import { z } from "zod"
import type { ArtifactEntry } from "#shared/model/artifact"
import { ok, type Result } from "#shared/problem/result"
import { readBytes } from "#engine/artifacts/disk-read"
import type { StageContext } from "../../context"

const settingsSchema = z.record(z.string(), z.unknown())

/** Where a run keeps the settings it was made with, relative to the run. */
const settingsFile = "config/resolved_manifest.json"

export interface SleeveSettings {
  /** Null when the run has no such file, or one that is no JSON object. */
  readonly settings: Readonly<Record<string, unknown>> | null
  readonly inputs: readonly ArtifactEntry[]
}

/**
 * The settings of a sleeve's run with a copy kept. The platform's dump holds its sections flattened into
 * the root and `features` apart (reference 1.2.2); both are looked into.
 */
export function readSleeveSettings(context: StageContext, runPath: string): Result<SleeveSettings> {
  const bytes = readBytes(`${context.workspace.root}/${runPath}/${settingsFile}`)
  if (!bytes.ok) return ok({ settings: null, inputs: [] })
  const kept = context.directory.keepInput({
    bytes: bytes.value,
    extension: "json",
    origin: `${runPath}/${settingsFile}`,
    stage: "meta.returns",
  })
  return kept.ok ? ok({ settings: parse(bytes.value), inputs: [kept.value] }) : kept
}

function parse(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    if (!parsed.success) return null
    const features = settingsSchema.safeParse(parsed.data["features"])
    return { ...parsed.data, ...(features.success ? features.data : {}) }
  } catch {
    return null
  }
}
