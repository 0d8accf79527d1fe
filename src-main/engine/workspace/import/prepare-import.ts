import { isMeta } from "#shared/model/manifest"
import type { RiskProfile } from "#shared/model/risk-profile"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { isoDay } from "#shared/quantity/day"
import { readBytes } from "#engine/artifacts/disk-read"
import { findProfile } from "../find-profile"
import { type DailyReturns, dailyReturns } from "./daily-returns"
import { type ImportedHoldings, readHoldings, remarkOnGross } from "./holdings-source"
import type { ImportFile, ImportRequest } from "./import-request"
import { readSource } from "./source-table"

/** Everything an import will write, before anything is written. */
export interface PreparedImport {
  readonly request: ImportRequest
  readonly returnsBytes: Uint8Array
  readonly holdingsBytes: Uint8Array
  readonly streams: ReadonlyMap<RiskProfile, DailyReturns>
  readonly holdings: ImportedHoldings
  /** The profile's name after aliases were followed; null when the manifest lacks it. */
  readonly knownProfile: string | null
  readonly detected: Detected
  readonly remarks: readonly string[]
}

/** How the files were understood, for the reader to check. */
export interface Detected {
  readonly format: string
  readonly dates: string
  readonly day_rule: string
  readonly numbers: string
  readonly values: "prices" | "returns"
  readonly holdings_numbers: string
}

/**
 * Reads and checks both files and the profile that the sleeve is to have. Fails with the problems of the readers
 * or, when the profile is a meta profile, with `settings.combination`.
 */
export async function prepareImport(request: ImportRequest): Promise<Result<PreparedImport>> {
  const knownProfile = profileOf(request)
  if (!knownProfile.ok) return knownProfile
  const returnsBytes = readNamed(request.returns)
  if (!returnsBytes.ok) return returnsBytes
  const holdingsBytes = readNamed(request.holdings)
  if (!holdingsBytes.ok) return holdingsBytes
  const source = await readSource({
    ...request,
    bytes: returnsBytes.value,
    fileName: request.returns.shown,
  })
  if (!source.ok) return source
  const streams = new Map<RiskProfile, DailyReturns>()
  for (const [risk, column] of source.value.columns) {
    const made = dailyReturns(column, request.prices, request.returns.shown)
    if (!made.ok) return made
    streams.set(risk, made.value)
  }
  const holdings = readHoldings(holdingsBytes.value, request.holdings.shown, request)
  if (!holdings.ok) return holdings
  const { format, dates, dayRule, numbers } = source.value
  return ok({
    request,
    returnsBytes: returnsBytes.value,
    holdingsBytes: holdingsBytes.value,
    streams,
    holdings: holdings.value,
    knownProfile: knownProfile.value,
    detected: {
      format,
      dates,
      day_rule: dayRule,
      numbers,
      values: request.prices ? "prices" : "returns",
      holdings_numbers: holdings.value.numbers,
    },
    remarks: [
      ...new Set(
        [...streams.values()].flatMap(({ column, remarks }) => remarks.map((r) => `${column}: ${r}`)),
      ),
      ...[remarkOnGross(holdings.value.gross, request.cash) ?? []].flat(),
    ],
  })
}

/** "2014-01-03 to 2022-12-28": the days of a stream. */
export function spanOf({ days }: DailyReturns): { readonly first: string; readonly last: string } {
  return { first: isoDay(days[0]!), last: isoDay(days.at(-1)!) }
}

function profileOf({ loaded, id }: ImportRequest): Result<string | null> {
  if (!Object.hasOwn(loaded.manifest.profiles, id)) return ok(null)
  const found = findProfile(loaded, id)
  if (!found.ok) return found
  if (!isMeta(found.value.profile)) return ok(found.value.name)
  return failed(
    problem("settings.combination", {
      what: "A sleeve can't be imported under the name of a meta profile.",
      where: loaded.placeOf(["profiles", found.value.name]),
      seen: id,
      remedy: "Choose another --id.",
    }),
  )
}

function readNamed({ path, shown }: ImportFile): Result<Uint8Array> {
  const bytes = readBytes(path)
  return bytes.ok ? bytes : failed({ ...bytes.problems[0], where: shown })
}
