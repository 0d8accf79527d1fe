import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { MetaDecisions } from "#shared/model/decision"
import type { CheckedFile, ExplainedRecord, ExplainedSource } from "#shared/model/explanation"
import type { ResolvedMeta } from "#shared/model/resolved"
import { type Problem, problem } from "#shared/problem/problem"
import { okUnless, type Result } from "#shared/problem/result"
import type { ExplainedRun } from "./explained-run"
import type { StepOutcome } from "./ledger-lines"

/** Files of a sleeve's run that decide about the sleeve; the others hold its stream and holdings. */
const ledgerFile = "/audit.jsonl"
const settingsFile = "/config/resolved_manifest.json"

/** What `madeFrom` was made from, down to the copies of the sleeves' files; every file is checked on the way. */
export function walkBack(
  run: ExplainedRun,
  holder: ArtifactEntry,
  madeFrom: readonly ArtifactEntry[] | undefined,
) {
  return new Walk(run).from(holder, madeFrom)
}

/** The entry of a file as an explanation names it. */
export function checkedFile({
  kind,
  meta_profile,
  risk_profile,
  path,
  sha256,
  stage,
}: ArtifactEntry): CheckedFile {
  return { kind, meta_profile, risk_profile, path, sha256, stage }
}

/** A meta profile and the nested ones that its weights are of, each once: those that were not left out. */
export function nodesBelow(run: ExplainedRun, node: ResolvedMeta, risk: string): readonly ResolvedMeta[] {
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

type HashByOrigin = Readonly<Record<string, string>>

class Walk {
  readonly #problems: Problem[] = []
  /** Files whose inputs were told already. */
  readonly #told = new Set<string>()

  readonly #makers: Readonly<
    Partial<
      Record<ArtifactKind, (node: ResolvedMeta, risk: string, read: HashByOrigin) => readonly ArtifactEntry[]>
    >
  > = {
    meta_optimized: (node, risk) => this.#own(["meta_returns", "meta_decisions"], node, risk),
    meta_returns: (node, risk) => [
      ...this.#streams(node, risk),
      ...this.#own(["meta_decisions"], node, risk),
    ],
    meta_alignment: (node, risk) => this.#streams(node, risk),
    meta_decisions: (node, risk, read) => [
      ...this.#own(["meta_health"], node, risk),
      ...this.#copies(read, isSettings),
    ],
    meta_health: (_node, _risk, read) => this.#copies(read, isLedger),
    meta_flatten_check: (node, risk, read) => [
      ...nodesBelow(this.run, node, risk).flatMap((below) => this.#own(["meta_optimized"], below, risk)),
      ...this.#copies(read),
    ],
  }

  constructor(private readonly run: ExplainedRun) {}

  from(
    holder: ArtifactEntry,
    madeFrom: readonly ArtifactEntry[] | undefined,
  ): Result<readonly ExplainedSource[]> {
    const outcome = this.#check(holder)
    const inputs = outcome === undefined ? [] : (madeFrom ?? this.#inputsOf(holder, outcome))
    const sources = inputs.flatMap((entry) => this.#source(entry, outcome!.record))
    return okUnless([...new Set(this.#problems)], sources)
  }

  #source(entry: ArtifactEntry, reader: ExplainedRecord): readonly ExplainedSource[] {
    const origin = entry.origin ?? null
    if (entry.kind === "input") {
      this.#compare(entry)
      return [{ ...checkedFile(entry), origin, record: reader, inputs: [], above: false }]
    }
    const outcome = this.#check(entry)
    if (outcome === undefined) return []
    const above = this.#told.has(entry.path)
    this.#told.add(entry.path)
    const inputs = above ? [] : this.#inputsOf(entry, outcome)
    return [
      {
        ...checkedFile(entry),
        origin,
        record: outcome.record,
        inputs: inputs.flatMap((below) => this.#source(below, outcome.record)),
        above,
      },
    ]
  }

  /** Compares a file of the run's own making with the index and with the ledger. */
  #check(entry: ArtifactEntry): StepOutcome | undefined {
    this.#compare(entry)
    const outcome = this.run.ledger.writerOf(entry)
    if (outcome.ok) return outcome.value
    this.#problems.push(...outcome.problems)
    return undefined
  }

  #compare(entry: ArtifactEntry): void {
    const compared = this.run.compare(entry)
    if (!compared.ok) this.#problems.push(...compared.problems)
  }

  #inputsOf(entry: ArtifactEntry, { read }: StepOutcome): readonly ArtifactEntry[] {
    const { kind, meta_profile: meta, risk_profile: risk } = entry
    const node = meta === null ? undefined : this.run.node(meta)
    return node === undefined || risk === null ? [] : (this.#makers[kind]?.(node, risk, read) ?? [])
  }

  #own(kinds: readonly ArtifactKind[], { profile }: ResolvedMeta, risk: string): readonly ArtifactEntry[] {
    return kinds.flatMap((kind) => {
      const entry = this.run.find(kind, profile, risk)
      if (entry !== undefined) return [entry]
      this.#problems.push(notListed(`${kind} of ${profile} for ${risk}`, this.run.path))
      return []
    })
  }

  /** The streams that were joined: copies of the sleeves' files, and weights x returns of nested profiles. */
  #streams(node: ResolvedMeta, risk: string): readonly ArtifactEntry[] {
    const decisions = this.run.json<MetaDecisions>("meta_decisions", node.profile, risk)
    if (!decisions.ok) {
      this.#problems.push(...decisions.problems)
      return []
    }
    const decided = decisions.value?.json.sleeves ?? []
    return node.sleeves.flatMap((sleeve) => {
      const decision = decided.find(({ id }) => id === sleeve.id)
      if (decision?.status !== "included") return []
      if (sleeve.kind === "meta") return this.#own(["meta_optimized", "meta_returns"], sleeve.node, risk)
      const { stream } = decision
      return stream === null ? [] : this.#copies({ [`${sleeve.runPath}/${stream.file}`]: stream.sha256 })
    })
  }

  #copies(read: HashByOrigin, wanted: (origin: string) => boolean = () => true): readonly ArtifactEntry[] {
    return Object.entries(read)
      .filter(([origin]) => wanted(origin))
      .flatMap(([origin, sha256]) => {
        const entry = this.run.input(origin, sha256)
        if (entry !== undefined) return [entry]
        this.#problems.push(notListed(`copy of ${origin}`, this.run.path))
        return []
      })
  }
}

const isLedger = (origin: string): boolean => origin.endsWith(ledgerFile)
const isSettings = (origin: string): boolean => origin.endsWith(settingsFile)

function notListed(what: string, runPath: string): Problem {
  return problem("artifact.missing", {
    what: `The run lists no ${what}, from which the figure was made.`,
    where: `${runPath}/artifacts.json`,
    seen: "no such entry",
    remedy: "Restore the run's directory from a backup, or run again.",
  })
}
