import type { ArtifactKind } from "#shared/model/artifact"
import type {
  CompletenessRow,
  MetaReport,
  ReportHeader,
  RiskSection,
  SettingRow,
  SignTestSection,
} from "#shared/model/report"
import type { ResolvedMeta } from "#shared/model/resolved"
import type { RiskProfile } from "#shared/model/risk-profile"
import type { SignTest } from "#shared/model/sign-test"
import type { Problem } from "#shared/problem/problem"
import { ok, type Result } from "#shared/problem/result"
import type { RunDirectory } from "#engine/artifacts/run-directory"
import type { LedgerLine } from "#engine/ledger/read"
import { everyMeta } from "../nodes"
import { outOfSample, readBacktest } from "./out-of-sample"
import type { PhysicalReturns } from "./physical-returns"
import { reportProvenance } from "./report-provenance"
import { solvedSection } from "./risk-section"
import { verdictOf } from "./verdict"

/** What a finished risk profile owes the run, per meta profile of the tree or once for the root. */
const owedByEveryNode: readonly ArtifactKind[] = [
  "meta_health",
  "meta_decisions",
  "meta_returns",
  "meta_manifest",
  "meta_alignment",
  "meta_optimized",
  "meta_cluster_tree",
]
const owedByRoot: readonly ArtifactKind[] = ["portfolio_optimized_meta", "meta_flatten_check"]

const owedByBacktest: readonly ArtifactKind[] = ["meta_backtest_returns", "meta_backtest_weights"]

export interface ReportInputs {
  readonly directory: RunDirectory
  readonly root: ResolvedMeta
  readonly description: string
  readonly header: Omit<ReportHeader, "ledger"> & {
    readonly ledger: Pick<ReportHeader["ledger"], "record" | "head">
  }
  /** The ledger up to the report's own intent. */
  readonly ledger: readonly LedgerLine[]
  readonly remarks: readonly Problem[]
  readonly riskProfiles: readonly RiskProfile[]
  /** Risk profiles without weights, with why. */
  readonly unsolved: ReadonlyMap<RiskProfile, readonly Problem[]>
  readonly physical: PhysicalReturns
}

/** Builds the report from the artifacts of a run and the raw returns of what it holds; every rendering reads only its result (design 5.7). */
export async function buildReport(inputs: ReportInputs): Promise<Result<MetaReport>> {
  const { directory, root, riskProfiles, unsolved, physical } = inputs
  const backtest = readBacktest(directory, root)
  if (!backtest.ok) return backtest
  const sections: RiskSection[] = []
  for (const risk of riskProfiles) {
    const problems = unsolved.get(risk)
    if (problems !== undefined) {
      sections.push({ kind: "unsolved", risk_profile: risk, problems: problems.map((told) => ({ ...told })) })
      continue
    }
    const section = await solvedSection(directory, root, risk, outOfSample(backtest.value, risk), physical)
    if (!section.ok) return section
    sections.push(section.value)
  }
  const signTest = signTestSection(directory)
  if (!signTest.ok) return signTest
  const { ledger, header } = inputs
  const own = { root, riskProfiles, directory, ledger, ownInputs: physical.inputs }
  const provenance = reportProvenance(own, sections)
  if (!provenance.ok) return provenance
  return ok({
    schema: 1,
    header: { ...header, ledger: { ...header.ledger, ...provenance.value.records } },
    meta_profile: root.profile,
    description: inputs.description,
    verdict: verdictOf(sections, signTest.value, inputs.remarks),
    completeness: completenessOf(directory, root, riskProfiles, backtest.value !== null),
    risk_profiles: sections,
    sign_test: signTest.value,
    settings: settingRows(root),
    remarks: inputs.remarks,
    provenance: provenance.value.provenance,
  })
}

function signTestSection(directory: RunDirectory): Result<SignTestSection> {
  const entry = directory.find("directional_sign_test", null, null)
  if (entry === undefined) return ok({ ran: false, result: null })
  const bytes = directory.read(entry)
  if (!bytes.ok) return bytes
  return ok({ ran: true, result: JSON.parse(new TextDecoder().decode(bytes.value)) as SignTest })
}

function completenessOf(
  directory: RunDirectory,
  root: ResolvedMeta,
  riskProfiles: readonly RiskProfile[],
  isBacktested: boolean,
): CompletenessRow[] {
  const row = (
    kind: ArtifactKind,
    meta: string,
    risk: RiskProfile,
    filedUnder: RiskProfile | null = risk,
  ): CompletenessRow => {
    const entry = directory.find(kind, meta, filedUnder)
    return {
      artifact: `${kind} of ${meta}`,
      risk_profile: risk,
      present: entry !== undefined,
      path: entry?.path ?? null,
      sha256: entry?.sha256 ?? null,
    }
  }
  return riskProfiles.flatMap((risk) => [
    ...everyMeta(root).flatMap((node) => owedByEveryNode.map((kind) => row(kind, node.profile, risk))),
    ...owedByRoot.map((kind) => row(kind, root.profile, risk)),
    ...(isBacktested
      ? [
          row("meta_backtest", root.profile, risk, null),
          ...owedByBacktest.map((kind) => row(kind, root.profile, risk)),
        ]
      : []),
  ])
}

/** Settings that no default set, with the layer that did. */
function settingRows(root: ResolvedMeta): SettingRow[] {
  const values: Readonly<Record<string, unknown>> = {
    meta_allocation: root.settings.allocation,
    features: root.settings.features,
  }
  return Object.entries(root.settings.origins)
    .filter(([, origin]) => origin !== "code")
    .map(([path, origin]) => ({ path, value: JSON.stringify(valueAt(values, path)) ?? "", origin }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function valueAt(values: unknown, path: string): unknown {
  let at = values
  for (const key of path.split(".")) {
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined
  }
  return at
}
