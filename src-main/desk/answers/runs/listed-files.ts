import { type ArtifactEntry, artifactEntrySchema } from "#shared/model/artifact"
import { readIndex } from "#engine/artifacts/artifact-index"
import { readText } from "#engine/artifacts/disk-read"
import { runFiles } from "#engine/artifacts/names"

/** What a run says it wrote, by its index, else its journal, with no file looked at: a run that goes on is asked often. */
export function listedFiles(runPath: string): readonly ArtifactEntry[] {
  const index = readIndex(runPath)
  if (index.ok) return index.value
  const journal = readText(`${runPath}/${runFiles.journal}`)
  if (!journal.ok) return []
  const byPath = new Map<string, ArtifactEntry>()
  for (const line of journal.value.split("\n")) {
    const entry = entryIn(line)
    if (entry !== undefined) byPath.set(entry.path, entry)
  }
  return [...byPath.values()]
}

/** A line that is still being written is no entry. */
function entryIn(line: string): ArtifactEntry | undefined {
  try {
    const entry = artifactEntrySchema.safeParse(JSON.parse(line))
    return entry.success ? entry.data : undefined
  } catch {
    return undefined
  }
}
