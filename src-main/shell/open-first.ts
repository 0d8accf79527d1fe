import type { WindowPort } from "#main/desk/session/shell-port"
import type { Problem } from "#shared/problem/problem"
import type { Program } from "./program"

/** A window without dialogs and menus, into which nothing is opened from outside. */
export const plainWindow: WindowPort = { onLink: () => () => {}, onMenu: () => () => {} }

/**
 * Opens a workspace before any window is there, which makes it the most recent one: what a new window shows. Gives
 * what is odd about it; null opens nothing.
 */
export async function openFirst(program: Program, workspace: string | null): Promise<readonly Problem[]> {
  if (workspace === null) return []
  const { signal } = new AbortController()
  const opened = await program.desk.answersFor(plainWindow)["workspace.open"]({ root: workspace }, { signal })
  return opened.ok ? opened.value.problems : opened.problems
}
