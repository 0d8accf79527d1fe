import type { ArtifactEntry } from "#shared/model/artifact"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import type { ScratchWorkspace } from "#engine/artifacts/scratch-workspace"
import type { StreamListing } from "#engine/stages/meta/keep-read"
import type { HealthJudge } from "#engine/stages/meta/returns/health"
import { judgeKeptHealth } from "#engine/stages/meta/returns/kept-health"

/** Everything that a run read, put where its stages look for it. */
export interface KeptInputs {
  /** Inputs that were laid out. */
  readonly count: number
  readonly judgeHealth: HealthJudge
}

/**
 * Lays a run's inputs out in a scratch workspace, each at the path it was read from, and checks every hash on
 * the way. Streams that were on offer but not read stand there as empty files. The ledger lines kept as health
 * evidence are no whole ledgers: they stay in memory for `judgeHealth`. Fails with `artifact.changed`,
 * `artifact.missing`, or `replay.inputs` when an input was kept with two contents.
 */
export function layOutInputs(
  runPath: string,
  entries: readonly ArtifactEntry[],
  scratch: ScratchWorkspace,
): Result<KeptInputs> {
  const evidence = new Map<string, Uint8Array[]>()
  const files = new Map<string, ArtifactEntry>()
  const offered = new Set<string>()
  const inputs = entries.filter(({ kind }) => kind === "input")
  for (const entry of inputs) {
    const bytes = readListed(runPath, entry)
    if (!bytes.ok) return bytes
    const origin = entry.origin ?? ""
    if (entry.stage === "resolve") continue // the manifest: resolved already
    if (origin.endsWith("/")) {
      for (const file of listedIn(bytes.value, origin)) offered.add(file)
    } else if (origin.endsWith(`/${runFiles.ledger}`)) {
      evidence.set(origin, [...(evidence.get(origin) ?? []), bytes.value])
    } else {
      const other = files.get(origin)
      if (other !== undefined && other.sha256 !== entry.sha256) return failed(twoContents(other, entry))
      files.set(origin, entry)
      const written = scratch.write(origin, bytes.value)
      if (!written.ok) return written
    }
  }
  for (const file of offered) {
    const written = files.has(file) ? ok(undefined) : scratch.write(file, new Uint8Array(0))
    if (!written.ok) return written
  }
  return ok({
    count: inputs.length,
    judgeHealth: (request) => {
      const relative = request.runPath.slice(scratch.root.length + 1)
      return judgeKeptHealth(evidence.get(`${relative}/${runFiles.ledger}`) ?? [], request)
    },
  })
}

/** The origin of a listing is the folder below the run in which its files lie. */
function listedIn(bytes: Uint8Array, origin: string): string[] {
  const { streams } = JSON.parse(new TextDecoder().decode(bytes)) as StreamListing
  return streams.map((file) => `${origin}${file.slice(file.lastIndexOf("/") + 1)}`)
}

function twoContents(one: ArtifactEntry, other: ArtifactEntry) {
  return problem("replay.inputs", {
    what: "An input changed while the run was reading it, so the run can't be recomputed.",
    where: one.origin ?? one.path,
    seen: `SHA-256 ${one.sha256} and ${other.sha256}`,
    remedy: "Run the meta profile again while nobody writes the sleeves' runs.",
  })
}
