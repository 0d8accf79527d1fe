import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { MetaDecisions } from "#shared/model/decision"
import type { ProvenanceFile } from "#shared/model/provenance"
import type { ResolvedMeta } from "#shared/model/resolved"
import { type Problem, problem } from "#shared/problem/problem"
import { everyMeta } from "../nodes"
import type { HashByOrigin } from "./ledger-lines"
import type { ProvenanceSource } from "./source"

/** Files of a sleeve's run that decide about the sleeve; the others hold its stream and holdings. */
const ledgerFile = "/audit.jsonl"
const settingsFile = "/config/resolved_manifest.json"

/** A meta profile and the nested ones that its weights are of, each once: those that were not left out. */
export function nodesBelow(run: ProvenanceSource, node: ResolvedMeta, risk: string): readonly ResolvedMeta[] {
  const decisions = run.json<MetaDecisions>("meta_decisions", node.profile, risk)
  const included = new Set(
    decisions.ok
      ? decisions.value?.json.sleeves.flatMap(({ id, status }) => (status === "included" ? id : []))
      : [],
  )
  const below = node.sleeves.flatMap((sleeve) =>
    sleeve.kind === "meta" && included.has(sleeve.id) ? nodesBelow(run, sleeve.node, risk) : [],
  )
  return [...new Map([node, ...below].map((one) => [one.profile, one])).values()]
}

/** A file with why what it was made from can't be told; no problems as a rule. */
interface TabledFile {
  readonly entry: ArtifactEntry
  readonly madeFrom: readonly number[]
  readonly problems: readonly Problem[]
}

/** Every file that figures stand on, down to the copies of the sleeves' files; each once, before what it was made from. */
export class FileTable {
  readonly #places = new Map<string, number>()
  readonly #files: (TabledFile | undefined)[] = []
  readonly #nodes: ReadonlyMap<string, ResolvedMeta>

  readonly #makers: Readonly<
    Partial<Record<ArtifactKind, (node: ResolvedMeta, risk: string, read: HashByOrigin) => Made>>
  > = {
    meta_optimized: (node, risk) => this.#own(["meta_returns", "meta_decisions"], node, risk),
    meta_returns: (node, risk) => both(this.#streams(node, risk), this.#own(["meta_decisions"], node, risk)),
    meta_alignment: (node, risk) => this.#streams(node, risk),
    meta_decisions: (node, risk, read) =>
      both(this.#own(["meta_health"], node, risk), this.#copies(read, isSettings)),
    meta_health: (_node, _risk, read) => this.#copies(read, isLedger),
    meta_flatten_check: (node, risk, read) =>
      nodesBelow(this.run, node, risk)
        .map((below) => this.#own(["meta_optimized"], below, risk))
        .concat([this.#copies(read)])
        .reduce(both),
  }

  constructor(private readonly run: ProvenanceSource) {
    this.#nodes = new Map(everyMeta(run.root).map((node) => [node.profile, node]))
  }

  /** The place of a file in the table, and of everything it was made from. */
  placeOf(entry: ArtifactEntry): number {
    const key = `${entry.path}\n${entry.origin ?? ""}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = this.#files.length
    this.#places.set(key, place)
    this.#files.push(undefined)
    const made = this.#madeFrom(entry)
    const madeFrom = made.entries.map((one) => this.placeOf(one))
    this.#files[place] = { entry, madeFrom, problems: made.problems }
    return place
  }

  at(place: number): TabledFile {
    return this.#files[place]!
  }

  /** As a provenance holds it. */
  rows(): readonly ProvenanceFile[] {
    return this.#files.map((file) => {
      const { entry, madeFrom } = file!
      const { kind, meta_profile, risk_profile, path, sha256, stage, origin } = entry
      return {
        kind,
        meta_profile,
        risk_profile,
        path,
        sha256: sha256 === "" ? null : sha256,
        stage,
        origin: origin ?? null,
        made_from: madeFrom,
      }
    })
  }

  entries(): readonly ArtifactEntry[] {
    return this.#files.map((file) => file!.entry)
  }

  #madeFrom(entry: ArtifactEntry): Made {
    const { kind, meta_profile: meta, risk_profile: risk } = entry
    if (kind === "input") return nothing
    const node = meta === null ? undefined : this.#nodes.get(meta)
    const maker = this.#makers[kind]
    if (node === undefined || risk === null || maker === undefined) return nothing
    return maker(node, risk, this.run.ledger.readBy(entry))
  }

  #own(kinds: readonly ArtifactKind[], { profile }: ResolvedMeta, risk: string): Made {
    return kinds
      .map((kind) => madeOf(this.run.find(kind, profile, risk), `${kind} of ${profile} for ${risk}`))
      .reduce(both)
  }

  /** The streams that were joined: copies of the sleeves' files, and weights x returns of nested profiles. */
  #streams(node: ResolvedMeta, risk: string): Made {
    const decisions = this.run.json<MetaDecisions>("meta_decisions", node.profile, risk)
    if (!decisions.ok) return { entries: [], problems: decisions.problems }
    const decided = decisions.value?.json.sleeves ?? []
    return node.sleeves
      .map((sleeve) => {
        const decision = decided.find(({ id }) => id === sleeve.id)
        if (decision?.status !== "included") return nothing
        if (sleeve.kind === "meta") return this.#own(["meta_optimized", "meta_returns"], sleeve.node, risk)
        const { stream } = decision
        return stream === null
          ? nothing
          : this.#copies({ [`${sleeve.runPath}/${stream.file}`]: stream.sha256 })
      })
      .reduce(both, nothing)
  }

  #copies(read: HashByOrigin, wanted: (origin: string) => boolean = () => true): Made {
    return Object.entries(read)
      .filter(([origin]) => wanted(origin))
      .map(([origin, sha256]) => madeOf(this.run.input(origin, sha256), `copy of ${origin}`))
      .reduce(both, nothing)
  }
}

/** What a file was made from, and what of it is missing. */
interface Made {
  readonly entries: readonly ArtifactEntry[]
  readonly problems: readonly Problem[]
}

const nothing: Made = { entries: [], problems: [] }

function both(one: Made, other: Made): Made {
  return {
    entries: [...one.entries, ...other.entries],
    problems: [...one.problems, ...other.problems],
  }
}

function madeOf(entry: ArtifactEntry | undefined, what: string): Made {
  return entry === undefined
    ? { entries: [], problems: [notListed(what)] }
    : { entries: [entry], problems: [] }
}

const isLedger = (origin: string): boolean => origin.endsWith(ledgerFile)
const isSettings = (origin: string): boolean => origin.endsWith(settingsFile)

function notListed(what: string): Problem {
  return problem("artifact.missing", {
    what: `The run lists no ${what}, from which the figure was made.`,
    where: "artifacts.json",
    seen: "no such entry",
    remedy: "Restore the run's directory from a backup, or run again.",
  })
}
