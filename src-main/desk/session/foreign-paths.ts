import type { Problem } from "#shared/problem/problem"
import type { Result } from "#shared/problem/result"

/** Paths that a window knows of: folders with all below them, and texts that it named itself. */
export interface KnownPaths {
  readonly folders: readonly string[]
  readonly typed: readonly string[]
}

/**
 * Texts of problems without absolute paths that the asker does not know: of such a path only its last name is
 * left. What a window is told then says nothing of where programs, settings and other workspaces lie.
 */
export function withoutForeignPaths<T extends Problem>(told: T, known: KnownPaths): T {
  const clean = (text: string) => cleaned(text, known)
  return {
    ...told,
    what: clean(told.what),
    where: clean(told.where),
    seen: clean(told.seen),
    remedy: clean(told.remedy),
  }
}

/** A result whose problems are without foreign paths. */
export function discreet<T>(result: Result<T>, known: KnownPaths): Result<T> {
  if (result.ok) return result
  const [first, ...rest] = result.problems
  return {
    ok: false,
    problems: [withoutForeignPaths(first, known), ...rest.map((one) => withoutForeignPaths(one, known))],
  }
}

/** An absolute path that begins a word: POSIX with a name at least, a drive letter, or a UNC share. */
const absolutePath =
  /(?<![\w.~/\\$%)\]-])(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]|\\\\)[^\s"'`<>|()[\]{},;:/\\][^\s"'`<>|()[\]{},;:]*/g

/** Folders are taken out before anything is looked for: their names may hold spaces. */
function cleaned(text: string, known: KnownPaths): string {
  const found = [...known.folders, ...known.typed]
    .filter((path) => path !== "")
    .map((path) => ({ path, at: text.indexOf(path) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.path.length - a.path.length)[0]
  if (found === undefined) return text.replace(absolutePath, lastName)
  const { path, at } = found
  // What only begins like the folder is another one, and below what was typed lies nothing that is known.
  const more = /^[^\s"'`<>|()[\]{},;:]*/.exec(text.slice(at + path.length))![0]
  const isKnown = more === "" || (known.folders.includes(path) && /^[\\/]/.test(more))
  const end = at + path.length + more.length
  const before = text.slice(0, at).replace(absolutePath, lastName)
  const shown = isKnown ? text.slice(at, end) : text.slice(at, end).replace(absolutePath, lastName)
  return before + shown + cleaned(text.slice(end), known)
}

function lastName(path: string): string {
  return `\u2026/${path.split(/[\\/]/).findLast((name) => name !== "") ?? ""}`
}
