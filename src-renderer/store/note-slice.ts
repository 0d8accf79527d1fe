import type { InputOf } from "#shared/contract/call"
import type { DeskContract } from "#shared/contract/desk/desk-contract"
import type { runNotesCalls, RunNotes } from "#shared/contract/desk/run-notes-calls"
import type { NoticeSlice } from "./notice-slice"
import type { SliceOf } from "./slice"
import type { WorkspaceSlice } from "./workspace-slice"

export interface NoteSlice {
  /** Tags, notes, baselines and the trash of the open workspace; null until they were read. */
  readonly runNotes: RunNotes | null
  readonly loadNotes: () => Promise<void>
  readonly writeNote: (runId: string, tags: readonly string[], note: string) => Promise<void>
  readonly pinBaseline: (runId: string, isBaseline: boolean) => Promise<void>
  /** Moves a run to the trash, and offers to bring it back. */
  readonly trashRun: (runId: string) => Promise<void>
  readonly restoreRun: (runId: string) => Promise<void>
}

type NoteCall = keyof typeof runNotesCalls

export const noteSlice: SliceOf<NoteSlice, NoticeSlice & WorkspaceSlice> = (set, get, { connection }) => {
  /** Does one thing and shows how everything is then; gives whether it was done. */
  const act = async <Name extends NoteCall>(
    name: Name,
    more: Omit<InputOf<DeskContract[Name]>, "root">,
  ): Promise<boolean> => {
    const { workspace, tellProblem } = get()
    if (workspace.state !== "open") return false
    const { root } = workspace.workspace
    const answer = await connection.ask(name, { root, ...more } as InputOf<DeskContract[Name]>)
    if (!answer.ok) {
      tellProblem(answer.problems[0])
      return false
    }
    const now = get().workspace
    const isSame = now.state === "open" && now.workspace.root === root
    const told = answer.value as RunNotes
    if (isSame) set({ runNotes: told })
    for (const problem of told.problems) tellProblem(problem)
    return isSame
  }
  return {
    runNotes: null,
    async loadNotes() {
      await act("notes.read", {})
    },
    async writeNote(runId, tags, note) {
      await act("notes.write", { runId, tags: [...tags], note })
    },
    async pinBaseline(runId, isBaseline) {
      await act("notes.pinBaseline", { runId, isBaseline })
    },
    async trashRun(runId) {
      if (!(await act("notes.trash", { runId }))) return
      const undo = { title: "Undo", run: () => void get().restoreRun(runId) }
      get().tell(`${runId} was moved to the trash.`, "ok", undo)
    },
    async restoreRun(runId) {
      if (await act("notes.restore", { runId })) get().tell(`${runId} is back among the runs.`)
    },
  }
}
