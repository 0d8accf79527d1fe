import { canonicalRiskProfile, namesOfRiskProfile } from "#shared/model/risk-profile"
import { type Problem, problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import type { Sha256 } from "#shared/quantity/sha256"
import { readBytes } from "#engine/artifacts/disk-read"
import { sha256Of } from "#engine/artifacts/hash"
import { compatibility, namesRead, nameThere } from "./compatibility"
import { type FiledProfile, parsePortfolioFile } from "./holdings-file"
import { type HoldingFlags, type LeafHolding, rowsOfAtoms, rowsOfFlattened } from "./holdings-rows"
import { atomMapOf, candidatesFile } from "./physical-symbol"
import { readShown } from "./read-shown"

export type { HoldingFlags, LeafHolding } from "./holdings-rows"

/** The physical portfolio of a leaf sleeve under one risk profile. */
export interface LoadedHoldings {
  readonly rows: readonly LeafHolding[]
  /** Relative to the run directory. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly sha256: Sha256
  readonly flags: HoldingFlags
  /** The candidates file by which atoms were mapped, relative to the run directory; null when none was. */
  readonly mapping: { readonly file: string; readonly bytes: Uint8Array } | null
}

/** The weights of atoms, read only when a run has no flattened portfolio. */
export const atomWeightsFile = compatibility.atomWeights.file

const atomWeightsFiles = namesRead(compatibility.atomWeights)

/**
 * Reads what a run holds under a risk profile: its flattened portfolio (signed net weights of physical
 * symbols), else its atoms' weights collapsed to symbols with the sign of their direction, flagged.
 * `shownPath` is the run directory relative to the workspace, for problems. Fails with `holdings.missing`
 * (no file, or none for this risk profile) or `holdings.shape` (JSON path of what is wrong).
 */
export function loadHoldings(
  runPath: string,
  riskProfile: string,
  shownPath = runPath,
): Result<LoadedHoldings> {
  const file = holdingsFileOf(runPath)
  if (file === undefined) return failed(noFile(shownPath))
  const bytes = readShown(runPath, shownPath, file)
  if (!bytes.ok) return bytes
  const mapping = atomWeightsFiles.includes(file) ? readBytes(`${runPath}/${candidatesFile}`) : undefined
  return holdingsFrom({
    bytes: bytes.value,
    file,
    riskProfile,
    where: `${shownPath}/${file}`,
    mapping: mapping?.ok ? { file: candidatesFile, bytes: mapping.value } : null,
  })
}

/** The file that tells what a run holds, relative to its directory; undefined when it has none. */
export function holdingsFileOf(runPath: string): string | undefined {
  return nameThere(runPath, compatibility.flattened) ?? nameThere(runPath, compatibility.atomWeights)
}

/** `loadHoldings` on bytes at hand, as a replay has them. */
export function holdingsFrom(source: {
  readonly bytes: Uint8Array
  readonly file: string
  readonly riskProfile: string
  readonly where: string
  readonly mapping: LoadedHoldings["mapping"]
}): Result<LoadedHoldings> {
  const { bytes, file, riskProfile, where, mapping } = source
  const parsed = parsePortfolioFile(bytes, where)
  if (!parsed.ok) return parsed
  const { profiles, engine } = parsed.value
  const name = namesOf(riskProfile).find((one) => Object.hasOwn(profiles, one))
  const filed = name === undefined ? undefined : profiles[name]
  if (filed === undefined || isEmpty(filed)) {
    return failed(notFiled(where, riskProfile, Object.keys(profiles)))
  }
  const at = `${where} profiles.${name}.assets`
  const rows = atomWeightsFiles.includes(file)
    ? rowsOfAtoms(filed.assets, at, atomMapOf(mapping?.bytes))
    : rowsOfFlattened(filed.assets, at)
  if (!rows.ok) return rows
  const cash = filed.cash ?? parsed.value.cash ?? null
  return ok({
    rows: rows.value.rows,
    file,
    bytes,
    sha256: sha256Of(bytes),
    mapping,
    flags: { ...rows.value.flags, cash, engine: filed.engine ?? engine ?? "custom" },
  })
}

function isEmpty(filed: FiledProfile): boolean {
  return filed.assets.length === 0 && filed.cash === undefined
}

function namesOf(risk: string): readonly string[] {
  const canonical = canonicalRiskProfile(risk)
  return canonical === undefined ? [risk] : namesOfRiskProfile(canonical)
}

function noFile(shownPath: string): Problem {
  return problem("holdings.missing", {
    what: "A sleeve's run does not tell what it holds.",
    where: shownPath,
    seen: `neither ${compatibility.flattened.file} nor ${atomWeightsFile}`,
    remedy: "Finish the run's flattening step, or pin the sleeve to a run that has it.",
  })
}

function notFiled(where: string, riskProfile: string, filed: readonly string[]): Problem {
  return problem("holdings.missing", {
    what: `A sleeve's portfolio has no assets for ${riskProfile}.`,
    where,
    seen: filed.length === 0 ? "no risk profiles" : `risk profiles ${filed.join(", ")}`,
    remedy: `Run the sleeve for ${riskProfile}, or leave ${riskProfile} out.`,
  })
}
