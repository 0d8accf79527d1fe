import type { NoticeSlice } from "./notice-slice"
import type { SliceOf } from "./slice"
import type { WorkspaceSlice } from "./workspace-slice"

export interface FileSlice {
  /** Shows a folder of the open workspace in the system's file manager; `path` is relative, "" for itself. */
  readonly revealFolder: (path: string) => Promise<void>
  /** The first part of a text file that a run lists, at most 1 MB; null where it can't be had. */
  readonly readArtifact: (root: string, runId: string, path: string) => Promise<string | null>
}

export const fileSlice: SliceOf<FileSlice, NoticeSlice & WorkspaceSlice> = (_set, get, { connection }) => ({
  async revealFolder(path) {
    const { workspace, tellProblem } = get()
    if (workspace.state !== "open") return
    const shown = await connection.ask("shell.reveal", { root: workspace.workspace.root, path })
    if (!shown.ok) tellProblem(shown.problems[0])
  },
  async readArtifact(root, runId, path) {
    const part = await connection.ask("artifacts.read", { root, runId, path, offset: 0 })
    return part.ok ? new TextDecoder().decode(part.value.bytes) : null
  },
})
