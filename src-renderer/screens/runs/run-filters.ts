import { type RunState, runStates } from "#shared/model/run"
import type { RunLine } from "./run-lines"

/** What of the list of runs is shown; "" for no limit. */
export interface RunFilters {
  readonly state: string
  readonly kind: string
  readonly profile: string
  readonly tag: string
  /** Every word has to be found, in the id, the profile, the risk profiles, a tag or the note. */
  readonly search: string
}

/** Filters as a view keeps them. */
export function filtersOf(kept: Readonly<Record<string, string>>, search: string): RunFilters {
  const { state = "", kind = "", profile = "", tag = "" } = kept
  return { state, kind, profile, tag, search }
}

export function filterRuns(lines: readonly RunLine[], filters: RunFilters): RunLine[] {
  const words = filters.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
  return lines.filter((line) => {
    const { state, kind, profile } = line.run
    if (filters.state !== "" && state !== filters.state) return false
    if (filters.kind !== "" && kind !== filters.kind) return false
    if (filters.profile !== "" && profile !== filters.profile) return false
    if (filters.tag !== "" && !line.tags.includes(filters.tag)) return false
    if (words.length === 0) return true
    const text = searchedText(line)
    return words.every((word) => text.includes(word))
  })
}

function searchedText({ run, tags, note }: RunLine): string {
  return [run.runId, run.profile, ...run.riskProfiles, ...tags, note].join("\n").toLowerCase()
}

/** What a filter can be set to: only what some run has, so that no choice leads to an empty list by itself. */
export interface FilterChoices {
  readonly states: readonly RunState[]
  readonly profiles: readonly string[]
  readonly tags: readonly string[]
}

export function filterChoices(lines: readonly RunLine[]): FilterChoices {
  const states = new Set(lines.map(({ run }) => run.state))
  return {
    states: runStates.filter((state) => states.has(state)),
    profiles: named(lines.map(({ run }) => run.profile)),
    tags: named(lines.flatMap(({ tags }) => tags)),
  }
}

function named(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name !== "").toSorted()
}

/** As many runs as a comparison has columns. */
export const mostCompared = 4

/** The runs chosen for a comparison, in the order of choosing; those that are no more are left out. */
export function chosenRuns(kept: string | undefined, lines: readonly RunLine[]): string[] {
  const known = new Set(lines.map(({ run }) => run.runId))
  return (kept ?? "").split(",").filter((runId) => known.has(runId))
}

/** Adds a run to the chosen ones, or takes it out; the oldest choice gives way to a fifth. */
export function toggleChosen(chosen: readonly string[], runId: string): string[] {
  if (chosen.includes(runId)) return chosen.filter((each) => each !== runId)
  return [...chosen, runId].slice(-mostCompared)
}
