import type { Problem } from "#shared/problem/problem"
import { listDirectory } from "#engine/artifacts/disk-read"
import type { RunSummary } from "../runs"
import { chooseStream, loadStream } from "../streams"
import { streamExtensions, streamFolder, streamsAmong } from "../stream-names"
import type { Demand } from "./demands"
import { describeInLine } from "./describe"
import { newerSource } from "./staleness"
import type { FileVerdict } from "./verdict"

/** Risk profiles that are taken of a run, each with the meta profiles that take it. */
export type TakenProfiles = ReadonlyMap<string, ReadonlySet<string>>

interface Wanted {
  readonly riskProfiles: Set<string>
  readonly roots: Set<string>
  readonly demand: Demand
}

/**
 * The return streams of a run: the one that each demanded risk profile takes, which is read, and every other
 * file of the folder. Gives the risk profiles under which holdings are then needed, too.
 */
export async function examineStreams(
  run: RunSummary,
  demands: readonly Demand[],
): Promise<{ readonly files: readonly FileVerdict[]; readonly taken: TakenProfiles }> {
  const chosen = new Map<string, Wanted>()
  const missing = new Map<string, Wanted & { readonly why: Problem }>()
  const taken = new Map<string, Set<string>>()
  for (const demand of demands) {
    const pick = chooseStream(run.path, requestOf(run, demand))
    const empty = { riskProfiles: new Set<string>(), roots: new Set<string>(), demand }
    const wanted = pick.ok
      ? entryOf(chosen, pick.value.file, empty)
      : entryOf(missing, demand.riskProfile, { ...empty, why: pick.problems[0] })
    wanted.riskProfiles.add(demand.riskProfile)
    wanted.roots.add(demand.root)
    entryOf(taken, pick.ok ? pick.value.used : demand.riskProfile, new Set()).add(demand.root)
  }
  const files: FileVerdict[] = []
  for (const [file, wanted] of chosen) files.push(await streamVerdict(run, file, wanted))
  for (const [riskProfile, { roots, why }] of missing) {
    files.push({
      file: `${run.relativePath}/${streamFolder}/*_${riskProfile}.parquet`,
      role: `return stream of ${riskProfile}`,
      verdict: "missing",
      needed_by: metasAmong(roots),
      detail: why.seen,
      remedy: why.remedy,
    })
  }
  return { files: [...files, ...otherFiles(run, [...chosen.keys()])], taken }
}

/** A run that no sleeve uses is looked at for nobody: its demands have no root. */
export function metasAmong(roots: Iterable<string>): string[] {
  return [...roots].filter((root) => root !== "")
}

function entryOf<T>(map: Map<string, T>, key: string, otherwise: T): T {
  const known = map.get(key) ?? otherwise
  map.set(key, known)
  return known
}

function requestOf(run: RunSummary, { path, riskProfile, settings }: Demand) {
  return { sleeveId: path, runPath: run.relativePath, riskProfile, settings }
}

async function streamVerdict(
  run: RunSummary,
  file: string,
  { riskProfiles, roots, demand }: Wanted,
): Promise<FileVerdict> {
  const role = `return stream of ${[...riskProfiles].join(", ")}`
  const base = { file: `${run.relativePath}/${file}`, role, needed_by: metasAmong(roots) }
  if (file.endsWith(".pkl")) {
    const remedy = "Convert it with the command below, where you trust it."
    return { ...base, verdict: "convertible", detail: "a pickle, which is never opened", remedy }
  }
  const loaded = await loadStream(run.path, requestOf(run, demand))
  if (!loaded.ok) {
    const [why] = loaded.problems
    return { ...base, verdict: "wrong shape", detail: describeInLine(why), remedy: why.remedy }
  }
  const { rows, first, last } = loaded.value.choice
  const detail = `${rows} rows, ${first} to ${last}`
  const newer = newerSource(run.path, file)
  if (newer === undefined) return { ...base, verdict: "found", detail, remedy: null }
  return {
    ...base,
    verdict: "stale",
    detail: `${detail}; older than ${newer}, of which it was made`,
    remedy: "Repeat the step of the run that makes it.",
  }
}

/** The rest of the folder is told, not read: nothing takes it. */
function otherFiles(run: RunSummary, taken: readonly string[]): FileVerdict[] {
  const names = listDirectory(`${run.path}/${streamFolder}`)
  const streams = new Set(streamsAmong(names).map(({ file }) => file))
  return names.flatMap((name): FileVerdict[] => {
    const file = `${streamFolder}/${name}`
    if (taken.includes(file) || !streamExtensions.some((extension) => name.endsWith(extension))) return []
    const base = { file: `${run.relativePath}/${file}`, needed_by: [], remedy: null }
    if (streams.has(file) && name.endsWith(".pkl")) {
      return [{ ...base, role: "return stream", verdict: "convertible", detail: "a pickle; not asked for" }]
    }
    if (streams.has(file))
      return [{ ...base, role: "return stream", verdict: "found", detail: "not asked for" }]
    const twin = [...streams].find((one) => one.startsWith(`${file.slice(0, file.lastIndexOf("."))}.`))
    const detail = twin === undefined ? "names no engine: an alias, never read" : `${twin} is read instead`
    return [{ ...base, role: "alias or copy of a stream", verdict: "found", detail }]
  })
}
