import { problem } from "#shared/problem/problem"
import { type Failed, failed } from "#shared/problem/result"

/** Whether a path has only plain names between its slashes, so that it stays below the folder it is joined to. */
export function isInside(path: string): boolean {
  return path
    .split("/")
    .every((name) => name !== "" && name !== "." && name !== ".." && !/[\\:\0]/.test(name))
}

/** `file.pathOutside`. */
export function pathOutside(path: string, seen: string): Failed {
  return failed(
    problem("file.pathOutside", {
      what: "A run writes inside its own directory only.",
      where: path,
      seen,
      remedy: "Use a path below the run directory, with forward slashes and without links.",
    }),
  )
}
