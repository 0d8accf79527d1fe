import { namesOfRiskProfile, riskProfiles } from "#shared/model/risk-profile"

/** A return stream of a run by its name `<engine>_<simulator>_<risk>`. */
export interface StreamFile {
  /** Relative to the run directory, with forward slashes. */
  readonly file: string
  /** The file's name without its extension. */
  readonly name: string
}

/** What a stream's name says once its risk profile is known. */
export interface StreamParts {
  readonly engine: string
  readonly simulator: string
}

/** Where runs keep their streams, relative to the run directory. */
export const streamFolder = "data/returns"

/** Formats in which a stream may stand, the preferred one first; a pickle is known but never read. */
export const streamExtensions = [".parquet", ".arrow", ".feather", ".csv", ".pkl"] as const

/** Names as risk profiles are filed under, longest first so that none is taken for the tail of another. */
const riskNames = riskProfiles
  .flatMap((profile) => namesOfRiskProfile(profile).map((name) => ({ profile, name })))
  .sort((a, b) => b.name.length - a.name.length)

/**
 * Streams among the file names of `data/returns`, by name; of several formats of one stream the first of
 * `streamExtensions` stands for it. The platform's alias files `<risk>.parquet` name no engine and are not streams.
 */
export function streamsAmong(fileNames: readonly string[]): StreamFile[] {
  const byName = new Map<string, string>()
  for (const extension of streamExtensions) {
    for (const fileName of fileNames) {
      const name = fileName.slice(0, -extension.length)
      if (fileName.endsWith(extension) && !byName.has(name) && name.includes("_")) byName.set(name, fileName)
    }
  }
  return [...byName]
    .map(([name, fileName]) => ({ name, file: `${streamFolder}/${fileName}` }))
    .filter(({ name }) => !riskNames.some((risk) => risk.name === name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Engine and simulator of a stream of a risk profile; undefined when it is one of another profile. */
export function partsOfStream(name: string, risk: string): StreamParts | undefined {
  if (!name.endsWith(`_${risk}`)) return undefined
  const match = /^([^_]+)_(.+)$/.exec(name.slice(0, -risk.length - 1))
  return match === null ? undefined : { engine: match[1]!, simulator: match[2]! }
}

/** The canonical risk profile at the end of a stream's name; undefined when it ends in none that is known. */
export function riskProfileOfStream(name: string): string | undefined {
  return riskNames.find((risk) => partsOfStream(name, risk.name) !== undefined)?.profile
}
