import type { AtomicProfile } from "#shared/contract/engine/profile-rows"
import type { ProfileRow } from "#shared/contract/engine/rows"
import { ok, type Result } from "#shared/problem/result"
import { findProfile } from "#engine/workspace/find-profile"
import type { LoadedManifest } from "#engine/workspace/manifest"
import { listProfiles, type ProfileSummary } from "#engine/workspace/profiles"
import { listRuns, type RunSummary } from "#engine/workspace/runs"
import type { AnswerEnvironment } from "../environment"
import { openManifest } from "../opened"
import { runRow } from "../runs/run-row"
import { type ProfileLines, profileLinesOf } from "./manifest-lines"
import { runsByProfile } from "./runs-by-profile"

interface Listed {
  readonly loaded: LoadedManifest
  readonly summaries: readonly ProfileSummary[]
  readonly rowOf: (summary: ProfileSummary) => ProfileRow
  readonly runsOf: (summary: ProfileSummary) => readonly RunSummary[]
}

/** Every profile that leads somewhere, in manifest order. Fails as `openManifest`. */
export function profileList(
  root: string,
  environment: AnswerEnvironment,
): Result<{ readonly profiles: readonly ProfileRow[] }> {
  const listed = list(root, environment)
  return listed.ok ? ok({ profiles: listed.value.summaries.map(listed.value.rowOf) }) : listed
}

/** Atomic profiles, aliases apart, with the runs that sleeves of them would take. Fails as `openManifest`. */
export function atomicProfiles(
  root: string,
  environment: AnswerEnvironment,
): Result<{ readonly profiles: readonly AtomicProfile[] }> {
  const listed = list(root, environment)
  if (!listed.ok) return listed
  const { loaded, summaries, rowOf, runsOf } = listed.value
  const users = usersOf(loaded)
  const atomic = summaries.filter(({ kind, alias_of }) => kind === "atomic" && alias_of === undefined)
  return ok({
    profiles: atomic.map((summary) => {
      const usable = runsOf(summary).findLast(({ completeness }) => completeness !== "incomplete")
      return {
        ...rowOf(summary),
        usableRun: usable === undefined ? null : runRow(usable),
        usedBy: users.get(summary.name) ?? [],
      }
    }),
  })
}

function list(root: string, environment: AnswerEnvironment): Result<Listed> {
  const opened = openManifest(root, environment)
  if (!opened.ok) return opened
  const { loaded, workspace } = opened.value
  const runs = listRuns(workspace)
  if (!runs.ok) return runs
  const byProfile = runsByProfile(loaded, runs.value)
  const lines = profileLinesOf(new TextDecoder().decode(loaded.bytes))
  const runsOf = ({ name, alias_of }: ProfileSummary) => byProfile.get(alias_of ?? name) ?? []
  const rowOf = (summary: ProfileSummary) => profileRow(summary, lines.get(summary.name), runsOf(summary))
  return ok({ loaded, summaries: listProfiles(loaded), rowOf, runsOf })
}

function profileRow(
  { name, kind, depth, sleeves, risk_profiles, alias_of, description }: ProfileSummary,
  lines: ProfileLines | undefined,
  runs: readonly RunSummary[],
): ProfileRow {
  const last = runs.at(-1)
  return {
    name,
    kind,
    depth,
    sleeves,
    riskProfiles: risk_profiles,
    aliasOf: alias_of ?? null,
    description: description ?? null,
    line: lines?.line ?? 1,
    lastRun: last === undefined ? null : runRow(last),
  }
}

/** Meta profiles by the atomic profile that a sleeve of them names, in manifest order. */
function usersOf(loaded: LoadedManifest): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>()
  for (const [meta, entry] of Object.entries(loaded.manifest.profiles)) {
    const sleeves = typeof entry === "string" ? [] : (entry.sleeves ?? [])
    for (const { profile } of sleeves) {
      const found = profile === undefined ? undefined : findProfile(loaded, profile)
      if (found?.ok !== true) continue
      const own = users.get(found.value.name) ?? []
      if (own.at(-1) !== meta) own.push(meta)
      users.set(found.value.name, own)
    }
  }
  return users
}
