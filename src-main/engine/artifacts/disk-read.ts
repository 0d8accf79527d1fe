import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs"
import { ok, type Result } from "#shared/problem/result"
import { readFailure } from "./disk-failure"

/** The whole file. Fails with `file.missing` or `file.unreadable`. */
export function readBytes(path: string): Result<Uint8Array> {
  try {
    return ok(readFileSync(path))
  } catch (error) {
    return readFailure(path, error)
  }
}

/** The whole file as UTF-8 without a byte order mark. Fails with `file.missing` or `file.unreadable`. */
export function readText(path: string): Result<string> {
  try {
    const text = readFileSync(path, "utf8")
    return ok(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch (error) {
    return readFailure(path, error)
  }
}

/** The whole file as UTF-8, with a byte order mark where it has one. Fails as `readText`. */
export function readTextAsWritten(path: string): Result<string> {
  const bytes = readBytes(path)
  return bytes.ok ? ok(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.value)) : bytes
}

/** At most the first `length` bytes of a file. Fails with `file.missing` or `file.unreadable`. */
export function readStart(path: string, length: number): Result<Uint8Array> {
  try {
    const file = openSync(path, "r")
    try {
      const bytes = new Uint8Array(length)
      return ok(bytes.subarray(0, readSync(file, bytes, 0, length, 0)))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return readFailure(path, error)
  }
}

/** Whether a file is there. */
export function fileExists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    return false
  }
}

export function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}

/** Whether a socket of the file system is there. */
export function isSocket(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isSocket() === true
  } catch {
    return false
  }
}

/** Names inside a folder sorted by code unit; empty when there is no such folder or it can't be read. */
export function listDirectory(path: string): string[] {
  try {
    return readdirSync(path).sort()
  } catch {
    return []
  }
}

/** Size in bytes. Fails with `file.missing` or `file.unreadable`. */
export function fileSize(path: string): Result<number> {
  try {
    return ok(statSync(path).size)
  } catch (error) {
    return readFailure(path, error)
  }
}

/** When a file was last written, in milliseconds since 1970. Fails with `file.missing` or `file.unreadable`. */
export function modifiedAt(path: string): Result<number> {
  try {
    return ok(statSync(path).mtimeMs)
  } catch (error) {
    return readFailure(path, error)
  }
}

/** The absolute path behind every symbolic link. Fails with `file.missing` or `file.unreadable`. */
export function realPath(path: string): Result<string> {
  try {
    return ok(realpathSync(path))
  } catch (error) {
    return readFailure(path, error)
  }
}

/** Paths of all files below a folder, relative to it with forward slashes, sorted; links are not followed. */
export function listFilesBelow(path: string): string[] {
  const files: string[] = []
  const visit = (folder: string, prefix: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const name = prefix + entry.name
      if (entry.isDirectory()) visit(`${folder}/${entry.name}`, `${name}/`)
      else files.push(name)
    }
  }
  if (isDirectory(path)) visit(path, "")
  return files.sort()
}
