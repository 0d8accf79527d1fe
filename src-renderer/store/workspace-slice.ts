import type { OpenedWorkspace, RecentWorkspace } from "#shared/contract/desk/workspace-calls"
import type { Problem } from "#shared/problem/problem"
import type { NoticeSlice } from "./notice-slice"
import type { AnswerSlice } from "./answer-slice"
import type { SliceOf } from "./slice"

/** The workspace of this window. */
export type WorkspaceState =
  | { readonly state: "none" }
  | { readonly state: "opening"; readonly root: string }
  | { readonly state: "open"; readonly workspace: OpenedWorkspace }
  | { readonly state: "failed"; readonly root: string; readonly problems: readonly Problem[] }

export interface WorkspaceSlice {
  readonly workspace: WorkspaceState
  /** null until asked for. */
  readonly recent: readonly RecentWorkspace[] | null
  /** Counts changes of the workspace's files: answers of an older count are asked for again. */
  readonly revisions: Readonly<Record<"manifest" | "runs", number>>
  readonly openWorkspace: (root: string) => Promise<void>
  readonly openSample: (root: string | null) => Promise<void>
  readonly closeWorkspace: () => void
  readonly loadRecent: () => Promise<void>
  readonly forgetWorkspace: (root: string) => Promise<void>
  /** Opens what the program was started on, else what was open at the last start, if anything was. */
  readonly reopenLast: () => Promise<void>
}

const rememberedRoot = "nestfolio.workspace"

export const workspaceSlice: SliceOf<WorkspaceSlice, AnswerSlice & NoticeSlice> = (
  set,
  get,
  { connection, memory },
) => {
  let stopWatching: () => void = () => {}

  const revise = (changed: readonly ("manifest" | "runs")[]) => {
    const revisions = { ...get().revisions }
    for (const what of changed) revisions[what] += 1
    set({ revisions })
  }
  const opened = (workspace: OpenedWorkspace) => {
    stopWatching()
    stopWatching = connection.follow(
      "workspace.watch",
      { root: workspace.root },
      {
        onItem: ({ changed }) => revise(changed),
        // Whatever changed while there was no line was told to nobody.
        onAgain: () => revise(["manifest", "runs"]),
      },
    )
    memory.setItem(rememberedRoot, workspace.root)
    get().forgetAnswers()
    set({ workspace: { state: "open", workspace } })
  }
  const open = async (root: string, ask: ReturnType<typeof askOpen>) => {
    set({ workspace: { state: "opening", root } })
    const result = await ask
    if (result.ok) opened(result.value)
    else set({ workspace: { state: "failed", root, problems: result.problems } })
    void get().loadRecent()
  }
  const askOpen = (root: string) => connection.ask("workspace.open", { root })

  return {
    workspace: { state: "none" },
    recent: null,
    revisions: { manifest: 0, runs: 0 },
    openWorkspace: (root) => open(root, askOpen(root)),
    openSample: (root) =>
      open(root ?? "the sample workspace", connection.ask("workspace.openSample", { root })),
    closeWorkspace() {
      stopWatching()
      memory.removeItem(rememberedRoot)
      get().forgetAnswers()
      set({ workspace: { state: "none" } })
    },
    async loadRecent() {
      const recent = await connection.ask("workspace.recent", {})
      if (recent.ok) set({ recent: recent.value.workspaces })
    },
    async forgetWorkspace(root) {
      const forgotten = await connection.ask("workspace.forget", { root })
      if (!forgotten.ok) get().tellProblem(forgotten.problems[0])
      await get().loadRecent()
    },
    async reopenLast() {
      const shell = await connection.ask("shell.info", {})
      const root = (shell.ok ? shell.value.workspace : null) ?? memory.getItem(rememberedRoot)
      if (root !== null) await open(root, askOpen(root))
      else await get().loadRecent()
    },
  }
}
