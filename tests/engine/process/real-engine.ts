import { join } from "node:path"
import { afterEach } from "vitest"
import type { RunRequest, SupervisedRun } from "#shared/contract/desk/run-calls"
import { runsFolder } from "#engine/artifacts/names"
import { isProcessAlive } from "#engine/artifacts/process-identity"
import { readRunState } from "#engine/artifacts/run-record"
import { verifyRun } from "#engine/ledger/verify"
import type { Supervisor } from "#main/supervise/supervisor"
import { request, supervised, valueOf, type Watching, watching } from "../../supervise/supervised"
import { everyDay } from "../../workspaces/days"
import { workspace, type WrittenWorkspace } from "../../workspaces/workspace"
import { engineBundle } from "./engine-bundle"

let written: WrittenWorkspace[] = []
afterEach(() => {
  for (const ws of written) ws.remove()
  written = []
})

export interface RealEngine {
  readonly root: string
  readonly supervisor: Supervisor
  readonly start: (
    more?: Partial<RunRequest>,
    manifest?: string | null,
  ) => Watching & { readonly run: SupervisedRun }
  /** Absolute path of a run. */
  readonly placeOf: (runId: string) => string
}

const solvers = ["hrp", "min_variance", "max_sharpe", "equal_weight", "risk_parity"]

/** A run that takes a second or more. */
export const long = {
  riskProfiles: [...solvers],
  parameters: {
    "backtest.enabled": "true",
    "backtest.train_window": "60",
    "backtest.test_window": "5",
    cache: "false",
  },
}

/** The program's own engine processes on a workspace with the meta profile `m`. Closed after the test. */
export async function realEngine(): Promise<RealEngine> {
  const ws = await workspace()
    .sleeve("a", everyDay(600), { risks: solvers })
    .sleeve("b", everyDay(600), { risks: solvers })
    .sleeve("c", everyDay(600), { risks: solvers })
    .meta("m", ["a", "b", "c"], { min: 0.1, max: 0.6 })
    .write()
  written.push(ws)
  const { root } = ws
  const placeOf = (runId: string) => join(root, runsFolder, runId)
  const { supervisor } = supervised(await engineBundle(), {}, (_, runId) => join(placeOf(runId), "logs"))
  return {
    root,
    supervisor,
    placeOf,
    start(more, manifest = null) {
      const asked = request("m", { root, riskProfiles: ["hrp"], ...more })
      const run = valueOf(supervisor.runs.start(asked, manifest))
      return { run, ...watching(supervisor, run) }
    },
  }
}

/** The state that a run has on the disk. */
export function stateOnDisk(place: string): string {
  return valueOf(readRunState(place, isProcessAlive)).state
}

/** What a check of the run finds wrong. */
export function findingsOf(place: string): readonly string[] {
  return valueOf(verifyRun(place)).findings.map(({ code }) => code)
}
