import { isAbsolute } from "node:path"
import { problem } from "#shared/problem/problem"
import { type Failed, failed } from "#shared/problem/result"

/** `file.pathOutside`, told of what was typed and of nothing else. */
export function outsidePath(typed: string, seen: string, remedy: string): Failed {
  return failed(
    problem("file.pathOutside", {
      what: "The path leads to a place that is not open to this window.",
      where: typed,
      seen,
      remedy,
    }),
  )
}

/** Whether a text can be the absolute path of a folder. */
export function isFolderPath(path: string): boolean {
  return isAbsolute(path) && !path.includes("\0")
}

/** Whether a text is a path of plain names below a folder, with forward slashes; "" is the folder itself. */
export function isPathBelow(path: string): boolean {
  if (path === "") return true
  return path.split("/").every((name) => !["", ".", ".."].includes(name) && !/[\\:\0]/.test(name))
}

/** Whether a text is the name of a file, without any folder. */
export function isFileName(name: string): boolean {
  return !["", ".", ".."].includes(name.trim()) && !/[\\/:\0]/.test(name)
}
