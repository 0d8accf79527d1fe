import { type Failed, failed } from "#shared/problem/result"
import { problem } from "#shared/problem/problem"

/** The error code of the operating system (`ENOENT`, `ENOSPC` ...), or the error's text. */
export function systemCode(error: unknown): string {
  if (error instanceof Error)
    return "code" in error && typeof error.code === "string" ? error.code : error.message
  return String(error)
}

/** The problem of a file that could not be read: `file.missing` or `file.unreadable`. */
export function readFailure(path: string, error: unknown): Failed {
  const seen = systemCode(error)
  if (seen === "ENOENT" || seen === "ENOTDIR") {
    return failed(
      problem("file.missing", {
        what: "A file that is needed does not exist.",
        where: path,
        seen: "no such file",
        remedy: "Restore the file or name another one.",
      }),
    )
  }
  return failed(
    problem("file.unreadable", {
      what: "A file exists but could not be read.",
      where: path,
      seen,
      remedy: "Check that it is a file and that you may read it.",
    }),
  )
}

/** The problem of a file or folder that could not be written: `workspace.diskFull` or `workspace.notWritable`. */
export function writeFailure(path: string, error: unknown): Failed {
  const seen = systemCode(error)
  if (seen === "ENOSPC" || seen === "EDQUOT") {
    return failed(
      problem("workspace.diskFull", {
        what: "The disk is full, so a file could not be written.",
        where: path,
        seen,
        remedy: "Free some space and run again; nothing half-written was left in place.",
      }),
    )
  }
  return failed(
    problem("workspace.notWritable", {
      what: "A file could not be written.",
      where: path,
      seen,
      remedy: "Check the permissions of the workspace, or work on a copy that you may write.",
    }),
  )
}
