import { isAbsolute } from "node:path"
import type { ArtifactKind } from "#shared/model/artifact"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { type CachedFile, lookUp, store } from "#engine/artifacts/cache-store"
import type { RunDirectory } from "#engine/artifacts/run-directory"

/** What an entry holds; everything else is always written anew (design 5.3). */
const cachedKinds: readonly ArtifactKind[] = [
  "meta_returns",
  "meta_alignment",
  "meta_optimized",
  "meta_cluster_tree",
]

/** What the cache said of one meta profile and risk profile. */
export interface CacheState {
  readonly key: Sha256
  readonly hit: boolean
}

/**
 * The cache as one run sees it. A hit puts the cached artifacts into the run's directory; what was solved is
 * stored under the key that was looked up. An entry that is spoilt or can't be written is a remark.
 */
export class RunCache {
  readonly #states = new Map<string, CacheState>()

  /** @param directory absolute, or relative to the workspace */
  constructor(
    private readonly workspaceRoot: string,
    private readonly directory: string,
  ) {}

  /** Looks a key up and restores its artifacts on a hit. */
  restore(
    run: RunDirectory,
    key: Sha256,
    metaProfile: string,
    riskProfile: RiskProfile,
  ): Result<{ readonly hit: boolean; readonly remark: string | null }> {
    const found = lookUp(this.#path, key)
    const complete =
      found.kind === "hit" && cachedKinds.every((kind) => found.files.some((file) => file.kind === kind))
    this.#states.set(`${metaProfile}\n${riskProfile}`, { key, hit: complete })
    if (!complete) return ok({ hit: false, remark: found.kind === "corrupted" ? found.why : null })
    for (const { kind, rows, bytes } of found.files) {
      const stage = kind === "meta_returns" || kind === "meta_alignment" ? "meta.returns" : "meta.optimize"
      const put = run.put({ kind, metaProfile, riskProfile, bytes, rows, stage })
      if (!put.ok) return put
    }
    return ok({ hit: true, remark: null })
  }

  /** What was found for a meta profile and risk profile of this run; undefined when nothing was looked up. */
  stateOf(metaProfile: string, riskProfile: RiskProfile): CacheState | undefined {
    return this.#states.get(`${metaProfile}\n${riskProfile}`)
  }

  /** Stores what a run solved. The remark says why it could not be; null when it was, or there was no need. */
  keep(run: RunDirectory, metaProfile: string, riskProfile: RiskProfile): string | null {
    const state = this.stateOf(metaProfile, riskProfile)
    if (state === undefined || state.hit) return null
    const files: CachedFile[] = []
    for (const kind of cachedKinds) {
      const entry = run.find(kind, metaProfile, riskProfile)
      const bytes = entry === undefined ? undefined : run.read(entry)
      if (entry === undefined || bytes === undefined || !bytes.ok) return `${kind} is not there to be kept`
      files.push({ kind, rows: entry.rows, bytes: bytes.value })
    }
    const stored = store(this.#path, state.key, files, run.id)
    return stored.ok ? null : `${stored.problems[0].what} ${stored.problems[0].seen}`
  }

  get #path(): string {
    return isAbsolute(this.directory) ? this.directory : `${this.workspaceRoot}/${this.directory}`
  }
}
