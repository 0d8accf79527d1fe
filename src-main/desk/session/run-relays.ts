import type { Answers } from "#shared/contract/call"
import type { runCalls, RunUpdate, SupervisedRun } from "#shared/contract/desk/run-calls"
import { ok, type Result } from "#shared/problem/result"
import { openWorkspace } from "#engine/workspace/open"
import { findRun } from "#engine/workspace/runs"
import type { RunEngines } from "#main/supervise/run-engines"
import { withoutForeignPaths } from "./foreign-paths"
import type { OpenWorkspaces } from "./open-workspaces"

/** Runs of opened workspaces are started, watched and ended by the supervisor. */
export function runRelays(runs: RunEngines, workspaces: OpenWorkspaces): Answers<typeof runCalls> {
  const inOpened = <T>(
    root: string,
    act: () => T,
  ): T | (ReturnType<OpenWorkspaces["find"]> & { ok: false }) => {
    const found = workspaces.find(root)
    return found.ok ? act() : found
  }
  const shown = (run: SupervisedRun): SupervisedRun => ({
    ...run,
    problems: run.problems.map((one) => withoutForeignPaths(one, { folders: [run.root], typed: [] })),
  })
  const shownResult = (result: Result<SupervisedRun>) => (result.ok ? ok(shown(result.value)) : result)
  return {
    "run.start": (request) => inOpened(request.root, () => shownResult(runs.start(request, null))),
    "run.resume": ({ root, runId }) =>
      inOpened(root, () => {
        const workspace = openWorkspace(root)
        if (!workspace.ok) return workspace
        const run = findRun(workspace.value, runId)
        if (!run.ok) return run
        return shownResult(runs.resume({ root, runId, profile: run.value.profile }, null))
      }),
    "run.cancel": ({ root, runId }) =>
      inOpened(root, async () => shownResult(await runs.cancel(root, runId))),
    "run.watch": ({ root, runId }, { signal, emit }) =>
      inOpened(root, async () => {
        const tell = ({ run, steps }: RunUpdate) => emit({ run: shown(run), steps })
        return shownResult(await runs.watch(root, runId, tell, signal))
      }),
    "run.watchAll": async (_input, { signal, emit }) => {
      await runs.watchAll((all) => emit({ runs: all.map(shown) }), signal)
      return ok({})
    },
  }
}
