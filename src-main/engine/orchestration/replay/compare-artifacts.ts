import { type ArtifactEntry, artifactKinds } from "#shared/model/artifact"
import type { ReportHeader, StoredReport } from "#shared/model/report"
import { type Problem, problem } from "#shared/problem/problem"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { readBytes } from "#engine/artifacts/disk-read"
import { isInside } from "#engine/artifacts/path-inside"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import { readReport } from "#shared/report/definitions"
import { renderMarkdown } from "#engine/stages/meta/report/markdown"
import { firstDifference } from "./first-difference"

export interface ArtifactsComparison {
  /** Artifacts of the run that were held against recomputed ones. */
  readonly compared: number
  /** In the order in which a run makes its artifacts, so that the first is the cause of the others. */
  readonly differences: readonly Problem[]
}

/** Kept by a replay, not made by it: what a replay starts from. */
const given: readonly string[] = ["resolved_manifest", "meta_resolved"]

/**
 * Holds the bytes of a run's artifacts against recomputed ones. The header of the report, which names the run,
 * its times and its environment, is taken over from the run (design 1.4).
 *
 * @param mayHaveMore the run was stopped in the middle of a step, which a replay goes through to the end
 */
export async function compareArtifacts(
  runPath: string,
  listed: readonly ArtifactEntry[],
  replayed: RunDirectory,
  mayHaveMore: boolean,
): Promise<ArtifactsComparison> {
  const made = new Map(replayed.entries().map((entry) => [keyOf(entry), entry]))
  const known = new Map(listed.map((entry) => [keyOf(entry), entry]))
  const header = headerOf(runPath, listed)
  const differences: Problem[] = []
  let compared = 0
  for (const entry of inOrderOfMaking(listed)) {
    if (entry.kind === "input" || given.includes(entry.kind)) continue
    compared += 1
    const again = made.get(keyOf(entry))
    const recorded = isInside(entry.path) ? readBytes(`${runPath}/${entry.path}`) : undefined
    // A file that is gone is what verifying found already.
    if (recorded?.ok !== true) continue
    if (again === undefined) {
      differences.push(differs(entry, "nothing in the replay"))
      continue
    }
    const bytes = underHeader(replayed, again, header)
    const found = await firstDifference(entry.path, recorded.value, bytes)
    if (found !== undefined) differences.push(differs(entry, found))
  }
  if (!mayHaveMore) {
    for (const entry of inOrderOfMaking([...made.values()])) {
      if (!known.has(keyOf(entry))) differences.push(differs(entry, "only in the replay, not in the run"))
    }
  }
  return { compared, differences }
}

function keyOf({ path, origin }: ArtifactEntry): string {
  return `${path}\n${origin ?? ""}`
}

function inOrderOfMaking(entries: readonly ArtifactEntry[]): readonly ArtifactEntry[] {
  return entries.toSorted((a, b) => artifactKinds.indexOf(a.kind) - artifactKinds.indexOf(b.kind))
}

function headerOf(runPath: string, listed: readonly ArtifactEntry[]): ReportHeader | undefined {
  const entry = listed.find(({ kind }) => kind === "meta_report")
  const bytes =
    entry !== undefined && isInside(entry.path) ? readBytes(`${runPath}/${entry.path}`) : undefined
  if (bytes?.ok !== true) return undefined
  try {
    return (JSON.parse(new TextDecoder().decode(bytes.value)) as StoredReport).header
  } catch {
    return undefined
  }
}

/** The bytes of a replayed artifact; those of the report as they would be under the header of the run. */
function underHeader(
  replayed: RunDirectory,
  entry: ArtifactEntry,
  header: ReportHeader | undefined,
): Uint8Array {
  const bytes = bytesOf(replayed, entry)
  const model = replayed.entries().find(({ kind }) => kind === "meta_report")
  if (header === undefined || model === undefined) return bytes
  if (entry.kind !== "meta_report" && entry.kind !== "meta_portfolio_report") return bytes
  const kept = { ...(JSON.parse(new TextDecoder().decode(bytesOf(replayed, model))) as StoredReport), header }
  return entry.kind === "meta_report"
    ? jsonBytes(kept)
    : new TextEncoder().encode(renderMarkdown(readReport(kept)))
}

function bytesOf(directory: RunDirectory, entry: ArtifactEntry): Uint8Array {
  const bytes = directory.read(entry)
  return bytes.ok ? bytes.value : new Uint8Array(0)
}

function differs({ path }: ArtifactEntry, seen: string): Problem {
  return problem("replay.differs", {
    what: "An artifact is not what its inputs and settings give.",
    where: path,
    seen,
    remedy: "Compare the environments of run and replay; where they are the same, do not rely on this run.",
  })
}
