import type { ArtifactEntry } from "#shared/model/artifact"
import { readIndex, readJournal } from "#engine/artifacts/artifact-index"

/** What a run says it wrote, by its index, else its journal, with no file looked at: a run that goes on is asked often. */
export function listedFiles(runPath: string): readonly ArtifactEntry[] {
  const index = readIndex(runPath)
  if (index.ok) return index.value
  return [...new Map(readJournal(runPath).map((entry) => [entry.path, entry])).values()]
}
