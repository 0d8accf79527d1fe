import type { ArtifactEntry } from "#shared/model/artifact"
import type { MetaReport, ReportHeader } from "#shared/model/report"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import { ok, type Result } from "#shared/problem/result"
import { artifactPath } from "#engine/artifacts/names"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import type { LedgerLine } from "#engine/ledger/read"
import { figuresOf } from "../provenance/figures"
import { FileTable } from "../provenance/file-table"
import { LedgerLines } from "../provenance/ledger-lines"
import { provenanceOf } from "../provenance/provenance"
import { entryFinder, type JsonFile, type ProvenanceSource } from "../provenance/source"

export interface ProvenanceInputs {
  readonly root: ResolvedMeta
  readonly riskProfiles: readonly RiskProfile[]
  readonly directory: RunDirectory
  /** The ledger up to the report's own intent. */
  readonly ledger: readonly LedgerLine[]
  /** What the report read that no stage before it had. */
  readonly ownInputs: readonly ArtifactEntry[]
}

/** What the figures of a report stand on, and of the ledger what a header tells of them. */
export function reportProvenance(
  inputs: ProvenanceInputs,
  sections: MetaReport["risk_profiles"],
): Result<
  Pick<MetaReport, "provenance"> & { readonly records: Pick<ReportHeader["ledger"], "records" | "written"> }
> {
  const { root, riskProfiles, directory, ledger, ownInputs } = inputs
  const ownRead = Object.fromEntries(ownInputs.map((entry) => [entry.origin ?? entry.path, entry.sha256]))
  const { find, input } = entryFinder(directory.entries())
  // Under the name that it will have; its hash is known once it is written.
  const report: ArtifactEntry = {
    kind: "meta_report",
    meta_profile: root.profile,
    risk_profile: null,
    path: artifactPath("meta_report", root.profile, null),
    sha256: "",
    bytes: 0,
    rows: null,
    stage: "meta.report",
  }
  const source: ProvenanceSource = {
    root,
    riskProfiles,
    ledger: new LedgerLines("", ledger, ownRead),
    find,
    input,
    json: <T>(kind: ArtifactEntry["kind"], meta: string | null, risk: string | null) => {
      if (kind === "meta_report") {
        return ok({
          entry: report,
          json: { meta_profile: root.profile, risk_profiles: sections },
        } as JsonFile<T>)
      }
      const entry = find(kind, meta, risk)
      if (entry === undefined) return ok(undefined)
      const bytes = directory.read(entry)
      return bytes.ok ? ok({ entry, json: JSON.parse(new TextDecoder().decode(bytes.value)) as T }) : bytes
    },
  }
  const { figures, problems } = figuresOf(source)
  const [problem, ...more] = problems
  if (problem !== undefined) return { ok: false, problems: [problem, ...more] }
  const files = new FileTable(source)
  const provenance = provenanceOf(source, figures, files)
  return ok({ provenance, records: source.ledger.tell(files.entries()) })
}
