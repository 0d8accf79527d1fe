import type { CodeDifference, InputVersion } from "#shared/model/run-comparison"
import { everyAtomic } from "#engine/stages/meta/nodes"
import type { ComparableRun } from "./comparable-run"
import type { Located } from "./differences"
import type { NodeNames } from "./node-names"

type About = { readonly source: string; readonly file: string }

/** The files that a run read, by sleeve: the same file of another run of the sleeve is another version of it. */
export function inputsOf(run: ComparableRun, names: NodeNames): readonly Located<About, InputVersion>[] {
  const kept = run.entries.filter(({ kind }) => kind === "input")
  const manifest = kept
    .filter(({ stage }) => stage === "resolve")
    .map(({ sha256 }) => ({ about: { source: "manifest", file: "" }, value: { run_id: null, sha256 } }))
  const sleeves = run.resolved === null ? [] : everyAtomic(run.resolved.root)
  const read = sleeves.flatMap(({ path, sleeve }) => {
    const below = `${sleeve.runPath}/`
    // Of the ledger, the lines about each stream that was used are kept apart.
    const hashes = new Map<string, string[]>()
    for (const { origin, sha256 } of kept) {
      if (origin?.startsWith(below) !== true) continue
      const file = origin.slice(below.length)
      hashes.set(file, [...(hashes.get(file) ?? []), sha256])
    }
    return [...hashes].map(([file, versions]) => ({
      about: { source: names.ofSleeve(path), file },
      value: { run_id: sleeve.runId, sha256: versions.join(" ") },
    }))
  })
  return [...manifest, ...read]
}

/** What a run was computed with. */
export function codeOf(run: ComparableRun): readonly Located<Pick<CodeDifference, "name">, string>[] {
  return Object.entries(run.environment).map(([name, value]) => ({ about: { name }, value }))
}
