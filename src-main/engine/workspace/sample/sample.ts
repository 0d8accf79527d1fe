import { sha256Of } from "#engine/artifacts/hash"
import { runsFolder } from "#engine/artifacts/names"
import { ensure } from "#shared/problem/ensure"
import { parseIsoDay } from "#shared/quantity/day"
import { emptyManifest, sampleManifest } from "./content/manifest"
import { sampleReadme } from "./content/readme"
import { runOfSleeve } from "./content/run-of-sleeve"
import { sampleSpan } from "./content/settings"
import { sleeves } from "./content/sleeves"
import { type Markets, syntheticMarkets } from "./market/returns"
import { universe } from "./market/universe"
import type { PlatformRun, WorkspaceFile } from "./platform/run"
import { jsonFile, platformRunFiles, textFile } from "./platform/run-files"

/** The synthetic markets of a seed over the sample's three years. */
export function sampleMarkets(seed: number): Markets {
  const first = parseIsoDay(sampleSpan.first)
  const last = parseIsoDay(sampleSpan.last)
  ensure(first !== undefined && last !== undefined, "the sample's span is made of dates")
  return syntheticMarkets(seed, universe, first, last)
}

/** The finished runs of every atomic sleeve, before they are filed. */
export function sampleRuns(seed: number): PlatformRun[] {
  const markets = sampleMarkets(seed)
  const manifest = sha256Of(manifestFile().bytes)
  return sleeves.map((sleeve) => runOfSleeve(sleeve, markets, manifest))
}

/** Every file of the sample workspace, the manifest first; depends on the seed alone, to the byte. */
export function sampleFiles(seed: number): WorkspaceFile[] {
  const runs = sampleRuns(seed).flatMap((run) =>
    platformRunFiles(run).map(({ path, bytes }) => ({ path: `${runsFolder}/${run.runId}/${path}`, bytes })),
  )
  return [manifestFile(), textFile("README.md", sampleReadme), ...runs]
}

/** The files of a workspace that is still without profiles. */
export function emptyWorkspaceFiles(): WorkspaceFile[] {
  return [jsonFile("configs/manifest.json", emptyManifest())]
}

function manifestFile(): WorkspaceFile {
  return jsonFile("configs/manifest.json", sampleManifest())
}
