import type { ShellInfo } from "#shared/contract/desk/shell-calls"
import type { Link } from "../bridge/connection"
import type { SliceOf } from "./slice"

export interface LinkSlice {
  /** How the line to the program stands. */
  readonly link: Link
  /** What the shell can do; null until it said so. */
  readonly shell: ShellInfo | null
  /** Follows the line; called once. */
  readonly followLink: () => () => void
  readonly retryLink: () => void
}

export const linkSlice: SliceOf<LinkSlice> = (set, get, { connection }) => ({
  link: connection.link(),
  shell: null,
  followLink() {
    const askShell = async () => {
      const info = await connection.ask("shell.info", {})
      if (info.ok) set({ shell: info.value })
    }
    void askShell()
    return connection.onLink((link) => {
      set({ link })
      if (link.state === "open" && get().shell === null) void askShell()
    })
  },
  retryLink: () => connection.retry(),
})
