import { readIndex } from "#engine/artifacts/artifact-index"
import { fileExists, readBytes } from "#engine/artifacts/disk-read"
import { sha256Of } from "#engine/artifacts/hash"
import type { Workspace } from "../open"
import type { RunSummary } from "../runs"
import type { FileVerdict } from "./verdict"

/**
 * Inputs of a recorded run whose originals in the workspace have changed since: what the run made of them is
 * stale, as the hash of its copy tells. The manifest is left out: it changes with every profile. So are ledgers,
 * of which only lines are kept.
 */
export function staleCopies(workspace: Workspace, run: RunSummary): readonly FileVerdict[] {
  const index = readIndex(run.path)
  if (!index.ok) return []
  const seen = new Set<string>()
  return index.value.flatMap(({ kind, origin, sha256 }): FileVerdict[] => {
    const apart = origin === undefined || origin.startsWith("configs/") || origin.endsWith(".jsonl")
    if (kind !== "input" || apart || seen.has(origin)) return []
    seen.add(origin)
    const original = `${workspace.root}/${origin}`
    const bytes = fileExists(original) ? readBytes(original) : undefined
    if (!bytes?.ok || sha256Of(bytes.value) === sha256) return []
    return [
      {
        file: run.relativePath,
        role: `made of ${origin}`,
        verdict: "stale",
        needed_by: [],
        detail: `${origin} has changed since the run read it`,
        remedy: "Run it again.",
      },
    ]
  })
}
