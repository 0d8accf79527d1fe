import { z } from "zod"
import type { ResolvedMeta, ResolvedRun } from "#shared/model/resolved"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { artifactPath } from "#engine/artifacts/names"
import { readRunRecord } from "#engine/artifacts/run-record"
import type { MetaCheck, MetaCode, MetaLimits } from "./checks"
import { everyAtomic, everyMeta } from "#engine/stages/meta/nodes"
import { openRunFiles, type RunFiles } from "./run-files"
import { type RiskValidation, validateRisk } from "./validate-risk"

/** What is looked at. */
export interface ValidationRequest extends MetaLimits {
  /** Absolute. */
  readonly runPath: string
  /** Default: those of the run. */
  readonly riskProfiles?: readonly string[] | undefined
}

/** What the platform's `validate_meta_run` tells, with its keys. */
export interface Validation {
  readonly run_id: string
  readonly meta_profile: string
  readonly risk_profiles: readonly string[]
  readonly max_phys_weight: number
  readonly require_sign_test: boolean
  readonly status: "PASS" | "FAIL"
  readonly checks: readonly MetaCheck[]
  readonly results: RiskResults
  /** Of the meta profiles nested in it, by name. */
  readonly nested: Readonly<Record<string, RiskResults>>
}

/** By risk profile. */
type RiskResults = Readonly<Record<string, Omit<RiskValidation, "checks">>>

const signFlag = "feat_directional_sign_test_gate"
const settingsSchema = z.looseObject({ features: z.looseObject({}).optional() })
const signTestSchema = z.looseObject({ errors: z.number() })

/**
 * Validates a meta run by the platform's codes and thresholds (reference 1.11): reads what `artifacts.json`
 * lists, whose hashes must hold, and writes nothing. Fails with `profile.notMeta` and the problems of reading
 * `run.json` and `artifacts.json`.
 */
export async function validateRun(request: ValidationRequest): Promise<Result<Validation>> {
  const record = readRunRecord(request.runPath)
  if (!record.ok) return record
  if (record.value.kind !== "meta") return failed(notMeta(request.runPath, record.value.profile))
  const opened = openRunFiles(request.runPath)
  if (!opened.ok) return opened
  const files = opened.value
  const metaProfile = record.value.profile
  const riskProfiles = request.riskProfiles ?? record.value.risk_profiles

  const root = resolvedRoot(files)
  if (!root.ok) return root
  const required = asksForSignTest(files, root.value)
  if (!required.ok) return required
  const checks: MetaCheck[] = required.value ? [checkSignTest(files, metaProfile)] : []
  const results: Record<string, RiskResults> = {}
  const below = root.value === null ? [] : everyMeta(root.value).map(({ profile }) => profile)
  for (const profile of new Set([metaProfile, ...below])) {
    const ofProfile: Record<string, Omit<RiskValidation, "checks">> = {}
    for (const riskProfile of riskProfiles) {
      const limits = profile === metaProfile ? request : null
      const validated = await validateRisk(files, profile, riskProfile, limits)
      if (!validated.ok) return validated
      const { checks: found, ...result } = validated.value
      checks.push(...found)
      ofProfile[riskProfile] = result
    }
    results[profile] = ofProfile
  }
  const { [metaProfile]: own = {}, ...nested } = results
  return ok({
    run_id: record.value.run_id,
    meta_profile: metaProfile,
    risk_profiles: riskProfiles,
    max_phys_weight: request.maxPhysicalWeight,
    require_sign_test: required.value,
    status: checks.every((check) => check.ok) ? "PASS" : "FAIL",
    checks,
    results: own,
    nested,
  })
}

/** The tree of the run; null for one that has no such file. */
function resolvedRoot(files: RunFiles): Result<ResolvedMeta | null> {
  const entry = files.find("meta_resolved", null, null)
  if (entry === undefined) return ok(null)
  const bytes = files.read(entry)
  // Bytes of the hash that the run listed are what its resolver wrote.
  return bytes.ok ? ok((JSON.parse(new TextDecoder().decode(bytes.value)) as ResolvedRun).root) : bytes
}

/** Whether the settings that the run was made with have a gate of the sign test, of all sleeves or of some. */
function asksForSignTest(files: RunFiles, root: ResolvedMeta | null): Result<boolean> {
  if (root !== null && everyAtomic(root).some(({ sleeve }) => sleeve.signGate === true)) return ok(true)
  const entry = files.find("resolved_manifest", null, null)
  if (entry === undefined) return ok(false)
  const settings = files.json(entry, settingsSchema)
  return settings.ok ? ok(settings.value.features?.[signFlag] === true) : settings
}

function checkSignTest(files: RunFiles, metaProfile: string): MetaCheck {
  const told = (passed: boolean, code: MetaCode, where: string, message: string): MetaCheck => ({
    ok: passed,
    code,
    meta_profile: metaProfile,
    risk_profile: null,
    where,
    message,
  })
  const path = artifactPath("directional_sign_test", null, null)
  const entry = files.find("directional_sign_test", null, null)
  if (entry === undefined) return told(false, "META_SIGN_TEST_MISSING", path, "not listed in artifacts.json")
  const test = files.json(entry, signTestSchema)
  if (!test.ok) return told(false, "META_SIGN_TEST_PARSE", entry.path, test.problems[0].seen)
  const { errors } = test.value
  if (errors > 0) return told(false, "META_SIGN_TEST_FAIL", `${entry.path} errors`, `${errors} errors`)
  return told(true, "META_SIGN_TEST_PASS", entry.path, "no errors")
}

function notMeta(runPath: string, profile: string) {
  return problem("profile.notMeta", {
    what: "Only the run of a meta profile can be validated.",
    where: `${runPath}/run.json kind`,
    seen: `a run of the atomic profile ${profile}`,
    remedy: "Name a meta run; `nestfolio audit health` judges the run of a sleeve.",
  })
}
