import { z } from "zod"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { MetaReport, StoredReport } from "#shared/model/report"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import type { RunRecord } from "#shared/model/run"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, okUnless, type Result } from "#shared/problem/result"
import { readReport } from "#shared/report/definitions"
import { readIndex, recoverEntries } from "#engine/artifacts/artifact-index"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"
import { readLedger } from "#engine/ledger/read"
import { everyMeta } from "#engine/stages/meta/nodes"

/** A run as a comparison looks at it. Every file is checked against its hash before it is believed. */
export interface ComparableRun {
  readonly runPath: string
  readonly record: RunRecord
  readonly entries: readonly ArtifactEntry[]
  /** Null for a run that ended before its sleeves were resolved. */
  readonly resolved: ResolvedRun | null
  readonly report: MetaReport | null
  /** The environment of the genesis record. */
  readonly environment: Readonly<Record<string, string>>
  /** Meta profiles of its tree, the root first. */
  readonly nodes: readonly ResolvedMeta[]
  /** A JSON artifact; null when the run did not write it. */
  json<T>(kind: ArtifactKind, metaProfile: string | null, riskProfile: string | null): T | null
}

const genesisSchema = z.looseObject({ environment: z.record(z.string(), z.string()) })

/**
 * Reads a run of a meta profile and gives what `use` makes of it. Fails with `file.missing` for a run that this
 * program did not write, and with `artifact.changed` when a file that is needed is not what the run wrote.
 */
export function withRun<T>(runPath: string, use: (run: ComparableRun) => T): Result<T> {
  const record = readRunState(runPath, isProcessAlive)
  if (!record.ok) return record.problems[0].code === "file.missing" ? failed(notOurs(runPath)) : record
  const index = readIndex(runPath)
  const entries = index.ok ? index.value : recoverEntries(runPath)
  const problems: Problem[] = []
  const json = <J>(kind: ArtifactKind, metaProfile: string | null, riskProfile: string | null): J | null => {
    const entry = entries.find(
      (one) => one.kind === kind && one.meta_profile === metaProfile && one.risk_profile === riskProfile,
    )
    if (entry === undefined) return null
    const bytes = readListed(runPath, entry)
    if (bytes.ok) return JSON.parse(new TextDecoder().decode(bytes.value)) as J
    problems.push(...bytes.problems)
    return null
  }
  const resolved = json<ResolvedRun>("meta_resolved", null, null)
  const stored = json<StoredReport>("meta_report", record.value.profile, null)
  const used = use({
    runPath,
    record: record.value,
    entries,
    resolved,
    report: stored === null ? null : readReport(stored),
    environment: environmentOf(runPath),
    nodes: resolved === null ? [] : everyMeta(resolved.root),
    json,
  })
  return okUnless(problems, used)
}

function environmentOf(runPath: string): Readonly<Record<string, string>> {
  const ledger = readLedger(`${runPath}/${runFiles.ledger}`)
  const genesis = ledger.ok ? genesisSchema.safeParse(ledger.value.records[0]?.record) : undefined
  return genesis?.data?.environment ?? {}
}

function notOurs(runPath: string): Problem {
  return problem("file.missing", {
    what: "Only runs that this program wrote can be compared.",
    where: `${runPath}/${runFiles.run}`,
    seen: "no such file",
    remedy: "Run the meta profile here; the runs of its sleeves are compared as its inputs.",
  })
}
