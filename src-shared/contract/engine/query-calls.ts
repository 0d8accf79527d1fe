import { z } from "zod"
import type { Diagnosis } from "#shared/model/diagnosis"
import type { ExplainableFigures, Explanation } from "#shared/model/explanation"
import type { Plan, PlannedSignGate } from "#shared/model/plan"
import type { MetaReport } from "#shared/model/report"
import { call } from "../call"
import { told } from "../told"
import type { ComparisonView } from "./comparison-rows"
import type { HealthEvidence, SleeveHealthRow } from "./health-rows"
import type { HoldingDetail, HoldingsTree, TablePage, TradedList } from "./holding-rows"
import {
  ofRisk,
  ofRun,
  ofWorkspace,
  parametersSchema,
  profileSchema,
  riskSchema,
  runIdSchema,
} from "./inputs"
import { type ManifestProposal, manifestEditsSchema } from "./manifest-edits"
import type { AtomicProfile, ManifestText, ProfileTree, SettingsView } from "./profile-rows"
import type { ReportDocument } from "./report-rows"
import type { ProfileRow, RunRow } from "./rows"
import type { ArtifactPart, RunDetail, RunTrace, ValidationView, VerificationView } from "./run-rows"
import { type ChartSeries, seriesMeasures } from "./series-rows"

const profileCalls = {
  "profiles.list": call(z.strictObject(ofWorkspace), told<{ readonly profiles: readonly ProfileRow[] }>()),
  "profiles.tree": call(z.strictObject(ofWorkspace), told<ProfileTree>()),
  "profiles.atomic": call(
    z.strictObject(ofWorkspace),
    told<{ readonly profiles: readonly AtomicProfile[] }>(),
  ),
  "manifest.text": call(z.strictObject(ofWorkspace), told<ManifestText>()),
  /** What edits would make of the manifest; nothing is written. */
  "manifest.propose": call(
    z.strictObject({ ...ofWorkspace, edits: manifestEditsSchema }),
    told<ManifestProposal>(),
  ),
  "settings.effective": call(
    z.strictObject({ ...ofWorkspace, profile: profileSchema, parameters: parametersSchema }),
    told<SettingsView>(),
  ),
  "workspace.diagnose": call(
    z.strictObject({
      ...ofWorkspace,
      /** Only what these need; empty: all of them. */
      metaProfiles: z.array(profileSchema).max(500),
      /** Every run, not only those that sleeves use. */
      all: z.boolean(),
    }),
    told<Diagnosis>(),
  ),
  /** The newest question of a window ends its older one. */
  "plan.preview": call(
    z.strictObject({
      ...ofWorkspace,
      profile: profileSchema,
      riskProfiles: z.array(riskSchema).max(50).nullable(),
      parameters: parametersSchema,
      /** Other settings to try beside them, several numbers (`0.5,0.6`) one by one; null for none. */
      whatIf: parametersSchema.nullable(),
      /** Whether the weights are solved too. */
      weights: z.boolean(),
      /** Whether the sign gate is asked, where a feature sets it: it looks at runs alone, and takes its time. */
      signs: z.boolean(),
      /** Whether every level's calendars and survivors are told; left out: they are not. */
      calendars: z.boolean().exactOptional(),
    }),
    told<Plan>(),
  ),
  /** The sign gate alone, which takes longer than the rest of a plan; null where no feature asks for it. */
  "plan.signGate": call(
    z.strictObject({
      ...ofWorkspace,
      profile: profileSchema,
      riskProfiles: z.array(riskSchema).max(50).nullable(),
      parameters: parametersSchema,
    }),
    told<{ readonly gate: PlannedSignGate | null }>(),
  ),
}

const runReadingCalls = {
  "runs.list": call(z.strictObject(ofWorkspace), told<{ readonly runs: readonly RunRow[] }>()),
  "runs.detail": call(z.strictObject(ofRun), told<RunDetail>()),
  "runs.trace": call(z.strictObject(ofRun), told<RunTrace>()),
  "runs.verify": call(z.strictObject(ofRun), told<VerificationView>()),
  "runs.validate": call(
    z.strictObject({ ...ofRun, maxPhysicalWeight: z.number().gt(0).max(1) }),
    told<ValidationView>(),
  ),
  "runs.compare": call(
    z.strictObject({ root: ofRun.root, runIds: z.array(runIdSchema).min(2).max(4) }),
    told<ComparisonView>(),
  ),
  "artifacts.read": call(
    z.strictObject({
      ...ofRun,
      /** Of an artifact of the run's index, relative to the run directory. */
      path: z.string().min(1).max(1000),
      offset: z.int().min(0),
    }),
    told<ArtifactPart>(),
  ),
}

/** Risk shares need the returns of everything that is held: a first picture does without. */
const ofHoldings = { ...ofRisk, withRisk: z.boolean() }

const reportCalls = {
  "report.markdown": call(z.strictObject(ofRun), z.object({ markdown: z.string() })),
  "report.model": call(z.strictObject(ofRun), told<MetaReport>()),
  /** The same without provenance: what a screen shows first. */
  "report.document": call(z.strictObject(ofRun), told<ReportDocument>()),
  "figures.list": call(z.strictObject(ofRun), told<ExplainableFigures>()),
  "figures.explain": call(
    z.strictObject({ ...ofRun, figure: z.string().min(1).max(500) }),
    told<Explanation>(),
  ),
  "holdings.tree": call(z.strictObject(ofHoldings), told<HoldingsTree>()),
  "holdings.table": call(z.strictObject({ ...ofHoldings, first: z.int().min(0) }), told<TablePage>()),
  "holdings.detail": call(
    z.strictObject({ ...ofRisk, symbol: z.string().min(1).max(200) }),
    told<HoldingDetail>(),
  ),
  "holdings.traded": call(
    z.strictObject({ ...ofRisk, capital: z.number().positive().max(1e15) }),
    told<TradedList>(),
  ),
  "health.sleeves": call(
    z.strictObject({ ...ofRun, riskProfile: riskSchema.nullable() }),
    told<{ readonly sleeves: readonly SleeveHealthRow[] }>(),
  ),
  "health.evidence": call(
    z.strictObject({ ...ofRisk, metaProfile: profileSchema, sleeve: z.string().min(1).max(200) }),
    told<HealthEvidence>(),
  ),
  "series.chart": call(
    z.strictObject({
      ...ofRisk,
      /** A node of the run's tree; null for its root. */
      metaProfile: profileSchema.nullable(),
      measure: z.enum(seriesMeasures),
      points: z.int().min(16).max(20_000),
    }),
    told<ChartSeries>(),
  ),
}

/** Questions that the query engine answers by reading a workspace; it never writes. */
export const queryCalls = { ...profileCalls, ...runReadingCalls, ...reportCalls }
