import type { Result } from "#shared/problem/result"

/** What the desk knows of the shell that it runs in. */
export interface ShellPort {
  readonly kind: "electron" | "browser"
  readonly platform: string
  readonly version: string
  /** Absolute folders; workspaces lie below one of them, by real path. Empty: anywhere, since dialogs pick them. */
  readonly roots: readonly string[]
  /** Absolute: the workspace that the program was started on. */
  readonly workspace?: string | null
}

/** One window or tab, and what its shell can do for it; what it can't do is absent. */
export interface WindowPort {
  /** null when the person closed the dialog. */
  pickFolder?(title: string): Promise<string | null>
  saveFile?(name: string, bytes: Uint8Array): Promise<Result<string | null>>
  printPdf?(name: string): Promise<Result<string | null>>
  reveal?(path: string): Promise<void>
  openLink?(url: string): Promise<void>
  /** Addresses opened from outside; gives what ends the listening. What came before is told at once. */
  onLink(listener: (address: string) => void): () => void
  /** Actions picked in the system's menu, by id. */
  onMenu(listener: (action: string) => void): () => void
}
