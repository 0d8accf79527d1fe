import type { ArtifactEntry } from "#shared/model/artifact"
import type { ArtifactComparison } from "#shared/model/run-comparison"
import { storedReport } from "#shared/report/definitions"
import { jsonBytes } from "#engine/artifacts/formats/json"
import { sha256Of } from "#engine/artifacts/hash"
import type { ComparableRun } from "./comparable-run"
import { differencesOf, type Located } from "./differences"
import type { NodeNames } from "./node-names"

/** Inputs are compared as data, `config/` as settings, and the text of the report says what its model says. */
const elsewhere: readonly string[] = ["input", "resolved_manifest", "meta_resolved", "meta_portfolio_report"]

/** The artifacts of two runs by their hashes. */
export function compareArtifacts(
  left: ComparableRun,
  right: ComparableRun,
  names: { readonly left: NodeNames; readonly right: NodeNames },
): ArtifactComparison {
  const [a, b] = [hashesOf(left, names.left), hashesOf(right, names.right)]
  const different = differencesOf(a, b).map(({ kind: _kind, meta: _meta, risk: _risk, ...sides }) => sides)
  const changed = new Set(different.map(({ path }) => path))
  return { equal: a.map(({ about }) => about.path).filter((path) => !changed.has(path)), different }
}

interface About {
  readonly kind: string
  readonly meta: string | null
  readonly risk: string | null
  readonly path: string
}

function hashesOf(run: ComparableRun, names: NodeNames): readonly Located<About, string>[] {
  return run.entries
    .filter(({ kind }) => !elsewhere.includes(kind))
    .map((entry) => ({ about: aboutOf(entry, run, names), value: hashOf(entry, run) }))
}

/** A root that answers to another name has files of that name. */
function aboutOf(entry: ArtifactEntry, run: ComparableRun, names: NodeNames): About {
  const { kind, meta_profile: own, risk_profile: risk } = entry
  const meta = own === null ? null : names.of(own)
  const path = own === run.record.profile ? entry.path.replace(`_${own}`, () => `_${meta}`) : entry.path
  return { kind, meta, risk, path }
}

/** The report names its run in its header, which is no difference in what it says. */
function hashOf(entry: ArtifactEntry, { report }: ComparableRun): string {
  if (entry.kind !== "meta_report" || report === null) return entry.sha256
  return sha256Of(jsonBytes({ ...storedReport(report), header: null }))
}
