import { z } from "zod"
import type { ReportDocument } from "#shared/contract/engine/report-rows"
import type { ArtifactEntry, ArtifactKind } from "#shared/model/artifact"
import type { MetaReport, StoredReport } from "#shared/model/report"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { readReport } from "#shared/report/definitions"
import { readIndex } from "#engine/artifacts/artifact-index"
import { fileExists, modifiedAt } from "#engine/artifacts/disk-read"
import { readListed } from "#engine/artifacts/listed-artifact"
import { runFiles } from "#engine/artifacts/names"
import { withoutReport } from "./without-report"

/** What a report has that every rendering of today reads; the rest is trusted by its hash. */
const storedSchema = z.looseObject({
  schema: z.literal(1),
  definitions: z.looseObject({}),
  provenance: z.looseObject({}),
})

/** A run's markdown, byte for byte as it was written. Takes the absolute run directory; fails as `withoutReport`. */
export function reportMarkdown(runPath: string): Result<string> {
  const bytes = reportFile(runPath, "meta_portfolio_report")
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes
}

/** A run's report as it is kept, definitions apart. Fails as `withoutReport`, and with `file.format`. */
export function storedReportOf(runPath: string): Result<StoredReport> {
  const bytes = reportFile(runPath, "meta_report")
  if (!bytes.ok) return bytes
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes.value))
  const parsed = storedSchema.safeParse(json)
  if (parsed.success) return ok(json as StoredReport)
  return failed(
    problem("file.format", {
      what: "The run's report is of an earlier version of the program.",
      where: runPath,
      seen: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
      remedy: "Read its markdown, or run the meta profile again.",
    }),
  )
}

/** A report without what its figures stand on. */
export function reportDocument({ provenance: _provenance, header, ...shown }: MetaReport): ReportDocument {
  const { record, head } = header.ledger
  return { ...shown, header: { ...header, ledger: { record, head } } }
}

const REMEMBERED = 2

/** The reports that were read last: several questions of one screen are about the same. */
export class ReportModels {
  readonly #known = new Map<string, { readonly stamp: number; readonly report: MetaReport }>()

  /**
   * A run's report as every rendering reads it, anew when its index was written since. Takes the absolute run
   * directory. Fails as `storedReportOf`.
   */
  read(runPath: string): Result<MetaReport> {
    const stamp = modifiedAt(`${runPath}/${runFiles.index}`)
    const known = this.#known.get(runPath)
    if (known !== undefined && stamp.ok && known.stamp === stamp.value) return ok(known.report)
    const stored = storedReportOf(runPath)
    if (!stored.ok) return stored
    const report = readReport(stored.value)
    if (stamp.ok) this.#remember(runPath, stamp.value, report)
    return ok(report)
  }

  #remember(runPath: string, stamp: number, report: MetaReport): void {
    this.#known.delete(runPath)
    this.#known.set(runPath, { stamp, report })
    const [oldest] = this.#known.keys()
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest)
  }
}

function reportFile(runPath: string, kind: ArtifactKind): Result<Uint8Array> {
  if (!fileExists(`${runPath}/${runFiles.index}`)) return withoutReport(runPath)
  const index = readIndex(runPath)
  if (!index.ok) return index
  const entry = index.value.find((artifact: ArtifactEntry) => artifact.kind === kind)
  return entry === undefined ? withoutReport(runPath) : readListed(runPath, entry)
}
