import { useEffect } from "react"
import type { RunDetail } from "#shared/contract/engine/run-rows"
import type { SupervisedRun } from "#shared/contract/desk/run-calls"
import { isComplete, type RunState } from "#shared/model/run"
import type { Problem } from "#shared/problem/problem"
import type { Answer } from "../../store/answer-slice"
import type { WatchedRun } from "../../store/run-slice"
import { useAnswer, useDesk } from "../../store/use-desk"
import { isOpen } from "./work-items"

/** How a run stands, whoever started it and whenever. */
export interface RunFacts {
  readonly runId: string
  readonly profile: string
  readonly kind: "meta" | "atomic"
  readonly state: RunState
  /** UTC, ISO 8601. */
  readonly started: string | null
  readonly ended: string | null
  readonly problems: readonly Problem[]
  /** Seconds without a sign of life; null while all is well. */
  readonly silentFor: number | null
  /** This program executes it, so that it can be ended from here. */
  readonly isOurs: boolean
  readonly hasReport: boolean
  /** Relative to the workspace; null until it is there. */
  readonly folder: string | null
  readonly riskProfiles: readonly string[] | null
  /** A run of the platform has no record of its own: its state is read off its files. */
  readonly isInferred: boolean
  readonly missing: readonly string[]
}

/** What is known of a run: what the program that executes it says, over what its files say. */
export function runFacts(watched: SupervisedRun | null, detail: RunDetail | null): RunFacts | null {
  if (detail === null && watched === null) return null
  const kept: RunFacts | null = detail === null ? null : fromFiles(detail)
  if (watched === null) return kept
  const { runId, profile, state, started, ended, silentFor } = watched
  const isActive = isOpen(state)
  return {
    runId,
    profile,
    kind: kept?.kind ?? "meta",
    state,
    started: started ?? kept?.started ?? null,
    ended: isActive ? null : ended,
    problems: watched.problems.length > 0 || isActive ? watched.problems : (kept?.problems ?? []),
    silentFor,
    isOurs: true,
    hasReport: isComplete(state) && (kept?.hasReport ?? true),
    folder: kept?.folder ?? null,
    riskProfiles: kept?.riskProfiles ?? null,
    isInferred: false,
    missing: [],
  }
}

function fromFiles({ run, problems, folder, hasReport, missing }: RunDetail): RunFacts {
  return {
    ...run,
    problems,
    silentFor: null,
    isOurs: false,
    hasReport,
    folder,
    isInferred: run.completeness === "inferred",
    missing: run.completeness === "incomplete" ? missing : [],
  }
}

/** Follows a run for as long as it is looked at, and again when it is taken up again. */
export function useRunFacts(
  root: string,
  runId: string,
): { readonly answer: Answer<RunFacts>; readonly watched: WatchedRun | undefined } {
  const watchRun = useDesk((state) => state.watchRun)
  const watched = useDesk((state) => state.watched[runId])
  const taken = useDesk(({ supervised }) => supervised.find((run) => run.runId === runId)?.queued)
  useEffect(() => watchRun(root, runId), [root, runId, watchRun, taken])
  const detail = useAnswer("runs.detail", { root, runId }, ["runs"])
  const own = watched !== undefined && watched.run.root === root ? watched : undefined
  const facts = runFacts(own?.run ?? null, detail.state === "ready" ? detail.value : null)
  if (facts !== null) return { answer: { state: "ready", value: facts, isStale: false }, watched: own }
  return { answer: detail.state === "ready" ? { state: "loading" } : detail, watched: own }
}
