import { join } from "node:path"
import type { Answers } from "#shared/contract/call"
import type { shellCalls } from "#shared/contract/desk/shell-calls"
import { problem } from "#shared/problem/problem"
import { failed, ok, type Result } from "#shared/problem/result"
import { fileExists, isDirectory, realPath } from "#engine/artifacts/disk-read"
import { isInside } from "#engine/workspace/open"
import type { OpenWorkspaces } from "./open-workspaces"
import { isFileName, isPathBelow, outsidePath } from "./path-text"
import type { ShellPort, WindowPort } from "./shell-port"

/** What a window may ask of its shell: dialogs, files that a person chooses the place of, addresses and menus. */
export function windowAnswers(
  shell: ShellPort,
  window: WindowPort,
  workspaces: OpenWorkspaces,
): Answers<typeof shellCalls> {
  return {
    "shell.info": () =>
      ok({
        kind: shell.kind,
        platform: shell.platform,
        version: shell.version,
        picksFolders: window.pickFolder !== undefined,
        savesFiles: window.saveFile !== undefined,
        printsPdf: window.printPdf !== undefined,
        revealsFolders: window.reveal !== undefined,
        roots: [...shell.roots],
        workspace: shell.workspace ?? null,
      }),
    "shell.pickFolder": async ({ title }) =>
      window.pickFolder === undefined
        ? failed(unable("folders are picked"))
        : ok({ path: await window.pickFolder(title) }),
    "shell.saveFile": async ({ name, bytes }) => {
      if (!isFileName(name)) return noFileName(name)
      if (window.saveFile === undefined) return failed(unable("files are saved"))
      return saved(await window.saveFile(name, bytes))
    },
    "shell.printPdf": async ({ name }) => {
      if (!isFileName(name)) return noFileName(name)
      if (window.printPdf === undefined) return failed(unable("PDF files are printed"))
      return saved(await window.printPdf(name))
    },
    "shell.reveal": async ({ root, path }) => {
      const place = placeBelow(workspaces, root, path)
      if (!place.ok) return place
      if (window.reveal === undefined) return failed(unable("folders are shown"))
      await window.reveal(place.value)
      return ok({})
    },
    "shell.openLink": async ({ url }) => {
      if (window.openLink === undefined) return failed(unable("pages are opened"))
      await window.openLink(url)
      return ok({})
    },
    "shell.links": (_input, { signal, emit }) =>
      untilAborted(
        signal,
        window.onLink((address) => emit({ address })),
      ),
    "shell.menu": (_input, { signal, emit }) =>
      untilAborted(
        signal,
        window.onMenu((action) => emit({ action })),
      ),
  }
}

/** The absolute path of something in an opened workspace; neither its text nor a link leads out. */
function placeBelow(workspaces: OpenWorkspaces, root: string, path: string): Result<string> {
  const workspace = workspaces.find(root)
  if (!workspace.ok) return workspace
  if (!isPathBelow(path)) {
    return outsidePath(JSON.stringify(path), "a path that leaves the workspace", "Choose something in it.")
  }
  const place = path === "" ? root : join(root, path)
  const real = realPath(place)
  if (!real.ok || !(isDirectory(real.value) || fileExists(real.value))) return failed(notThere(path))
  if (isInside(root, real.value)) return ok(place)
  return outsidePath(path, "a link that leaves the workspace", "Choose something in it.")
}

/** Settles when the asker leaves; `stop` takes the listener back. */
export function untilAborted(signal: AbortSignal, stop: () => void): Promise<Result<Record<string, never>>> {
  return new Promise((resolve) => {
    const end = () => {
      stop()
      resolve(ok({}))
    }
    if (signal.aborted) end()
    else signal.addEventListener("abort", end, { once: true })
  })
}

function saved(result: Result<string | null>): Result<{ saved: string | null }> {
  return result.ok ? ok({ saved: result.value }) : result
}

function noFileName(name: string) {
  return outsidePath(JSON.stringify(name), "no plain file name", "Give a name without folders.")
}

function notThere(path: string) {
  return problem("file.missing", {
    what: "The workspace has no such file or folder.",
    where: path,
    seen: "nothing there",
    remedy: "Load the list anew.",
  })
}

function unable(what: string) {
  return problem("shell.unable", {
    what: `This window is not one in which ${what} by the program.`,
    where: "browser window",
    seen: "a shell without that ability",
    remedy: "Use what the screen offers instead, or open the workspace in the desktop program.",
  })
}
