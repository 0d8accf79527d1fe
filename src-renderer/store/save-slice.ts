import type { LinkSlice } from "./link-slice"
import type { NoticeSlice } from "./notice-slice"
import type { SliceOf } from "./slice"

export interface SaveSlice {
  /** Hands a file to the person: by the system's dialog, or as a download where there is none. */
  readonly saveFile: (name: string, bytes: Uint8Array) => Promise<void>
}

export const saveSlice: SliceOf<SaveSlice, LinkSlice & NoticeSlice> = (
  _set,
  get,
  { connection, download },
) => ({
  async saveFile(name, bytes) {
    if (get().shell?.savesFiles !== true) {
      download(name, bytes)
      get().tell(`${name} was handed to the browser's downloads.`)
      return
    }
    const saved = await connection.ask("shell.saveFile", { name, bytes })
    if (!saved.ok) get().tellProblem(saved.problems[0])
    else if (saved.value.saved !== null) get().tell(`Saved as ${saved.value.saved}`)
  },
})
