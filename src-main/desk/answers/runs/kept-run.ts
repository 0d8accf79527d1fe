import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readIndex, recoverEntries } from "#engine/artifacts/artifact-index"
import { fileExists } from "#engine/artifacts/disk-read"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { everyMeta } from "#engine/stages/meta/nodes"

/** A run's directory as questions read it: by its index, every file checked against its hash. */
export class KeptRun {
  readonly #parsed = new Map<string, Result<unknown>>()

  private constructor(
    /** Absolute. */
    readonly path: string,
    readonly entries: readonly ArtifactEntry[],
  ) {}

  /** A run without an index is read from its journal. Fails as `readIndex` for an index that is damaged. */
  static open(runPath: string): Result<KeptRun> {
    if (!fileExists(`${runPath}/${runFiles.index}`)) return ok(new KeptRun(runPath, recoverEntries(runPath)))
    const index = readIndex(runPath)
    return index.ok ? ok(new KeptRun(runPath, index.value)) : index
  }

  find(kind: ArtifactKind, meta: string | null, risk: string | null): ArtifactEntry | undefined {
    return this.entries.find(
      (one) => one.kind === kind && one.meta_profile === meta && one.risk_profile === risk,
    )
  }

  /** Fails with `artifact.missing` or `artifact.changed`. */
  read(kind: ArtifactKind, meta: string | null, risk: string | null): Result<Uint8Array> {
    const entry = this.find(kind, meta, risk)
    return entry === undefined ? failed(this.#lacks(kind, meta, risk)) : readListed(this.path, entry)
  }

  /** A JSON artifact as its writer gave it: its hash is that of the index. Fails as `read`. */
  json<T>(kind: ArtifactKind, meta: string | null, risk: string | null): Result<T> {
    const key = `${kind}\n${meta}\n${risk}`
    let known = this.#parsed.get(key)
    if (known === undefined) {
      const bytes = this.read(kind, meta, risk)
      known = bytes.ok ? ok(JSON.parse(new TextDecoder().decode(bytes.value))) : bytes
      this.#parsed.set(key, known)
    }
    return known as Result<T>
  }

  /** The tree of the run. Fails with `artifact.missing` for a run that ended before its sleeves were resolved. */
  root(): Result<ResolvedMeta> {
    const resolved = this.json<ResolvedRun>("meta_resolved", null, null)
    return resolved.ok ? ok(resolved.value.root) : resolved
  }

  /** A node of its tree, its root where none is named. Fails as `root`, and with `profile.unknown`. */
  node(metaProfile: string | null): Result<ResolvedMeta> {
    const root = this.root()
    if (!root.ok || metaProfile === null) return root
    const nodes = everyMeta(root.value)
    const node = nodes.find(({ profile }) => profile === metaProfile)
    if (node !== undefined) return ok(node)
    return failed(
      problem("profile.unknown", {
        what: "The run has no meta profile of that name.",
        where: this.path,
        seen: metaProfile,
        remedy: `Choose one of ${nodes.map(({ profile }) => profile).join(", ")}.`,
      }),
    )
  }

  #lacks(kind: ArtifactKind, meta: string | null, risk: string | null) {
    const of = [meta, risk].filter((name) => name !== null).join(" / ")
    return problem("artifact.missing", {
      what: `The run wrote no ${kind}${of === "" ? "" : ` of ${of}`}.`,
      where: this.path,
      seen: `${this.entries.length} files in its index, not this one`,
      remedy: "Look at how the run ended, or run the meta profile again.",
    })
  }
}
