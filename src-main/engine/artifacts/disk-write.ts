import * as fs from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { ok, type Result } from "#shared/problem/result"
import { systemCode, writeFailure } from "./disk-failure"
import { ensureMayWrite } from "./read-only"

/** Ending of a file that is still being written; such a file is never read as an artifact. */
export const PARTIAL_SUFFIX = ".partial"

/**
 * Writes a file so that readers see the old content or the new, never a part: a temporary file in the same
 * folder, fsync, rename, fsync of the folder. Fails with `workspace.diskFull` or `workspace.notWritable`.
 */
export function writeAtomically(path: string, bytes: Uint8Array): Result<void> {
  const placed = placeAtomically(path, bytes)
  return placed.ok ? syncDirectory(dirname(path)) : placed
}

/**
 * `writeAtomically` without the fsync of the folder, for many files in one folder: after a power cut the file
 * may be absent, but never half there. The caller ends with `syncDirectory`. `through` is the temporary file;
 * it must lie in the same file system.
 */
export function placeAtomically(
  path: string,
  bytes: Uint8Array,
  through: string = join(dirname(path), `.${basename(path)}${PARTIAL_SUFFIX}`),
): Result<void> {
  ensureMayWrite(path)
  try {
    const file = fs.openSync(through, "w")
    try {
      writeAll(file, bytes, 0)
      fs.fsyncSync(file)
    } finally {
      fs.closeSync(file)
    }
    renamePatiently(through, path)
    return ok(undefined)
  } catch (error) {
    discard(through)
    return writeFailure(path, error)
  }
}

/** A file that was written aside and is on its way to the disk; only from there it takes its name. */
export interface Placing {
  /** Waits for the disk and puts the file in its place. Fails as `placeAtomically`. */
  place(): Promise<Result<void>>
  /** The same at once, for whoever can't wait. */
  placeNow(): Result<void>
}

/**
 * `placeAtomically` in two steps, the fsync between them beside whatever else is done: those of many files take
 * hardly longer than one. The file stays open until its fsync has ended. Fails as `placeAtomically`.
 */
export function beginPlacing(path: string, bytes: Uint8Array, through: string): Result<Placing> {
  ensureMayWrite(path)
  let file: number
  try {
    file = fs.openSync(through, "w")
  } catch (error) {
    return writeFailure(path, error)
  }
  try {
    writeAll(file, bytes, 0)
  } catch (error) {
    fs.closeSync(file)
    discard(through)
    return writeFailure(path, error)
  }
  let synced: { readonly error: unknown } | undefined
  const ended = new Promise<void>((tell) => {
    fs.fsync(file, (error) => {
      synced = { error }
      fs.close(file, () => tell())
    })
  })
  let placed: Result<void> | undefined
  const placeNow = (): Result<void> => {
    if (placed !== undefined) return placed
    try {
      // Without an answer yet the file is still open.
      if (synced === undefined) fs.fsyncSync(file)
      else if (synced.error !== null) throw synced.error
      renamePatiently(through, path)
      placed = ok(undefined)
    } catch (error) {
      discard(through)
      placed = writeFailure(path, error)
    }
    return placed
  }
  return ok({ place: () => ended.then(placeNow), placeNow })
}

/** Writes a file plainly, for what is checked by its hash whenever it is read. */
export function writeUnsynced(path: string, bytes: Uint8Array): Result<void> {
  ensureMayWrite(path)
  try {
    fs.writeFileSync(path, bytes)
    return ok(undefined)
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** Makes the renames inside a folder last through a power cut; Windows needs and offers no such call. */
export function syncDirectory(path: string): Result<void> {
  if (process.platform === "win32") return ok(undefined)
  try {
    const folder = fs.openSync(path, "r")
    try {
      fs.fsyncSync(folder)
    } finally {
      fs.closeSync(folder)
    }
    return ok(undefined)
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** A folder and its parents, if they are not there yet. */
export function makeDirectory(path: string): Result<void> {
  ensureMayWrite(path)
  try {
    fs.mkdirSync(path, { recursive: true })
    return ok(undefined)
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** A folder that must be new: true when made, false when something of that name was there. */
export function makeNewDirectory(path: string): Result<boolean> {
  ensureMayWrite(path)
  try {
    fs.mkdirSync(path)
    return ok(true)
  } catch (error) {
    return systemCode(error) === "EEXIST" ? ok(false) : writeFailure(path, error)
  }
}

/** A new folder of an own name among the system's temporary files; its absolute path. */
export function makeTemporaryDirectory(prefix: string): Result<string> {
  ensureMayWrite(prefix)
  const start = join(tmpdir(), prefix)
  try {
    return ok(fs.mkdtempSync(start))
  } catch (error) {
    return writeFailure(start, error)
  }
}

/** A file that must be new: true when made, false when one was there. No two processes get true. */
export function makeNewFile(path: string, bytes: Uint8Array): Result<boolean> {
  ensureMayWrite(path)
  try {
    const file = fs.openSync(path, "wx")
    try {
      writeAll(file, bytes, 0)
    } finally {
      fs.closeSync(file)
    }
    return ok(true)
  } catch (error) {
    return systemCode(error) === "EEXIST" ? ok(false) : writeFailure(path, error)
  }
}

/** A file that its owner alone may read, written anew; what was there is replaced, never written into. */
export function writePrivateFile(path: string, bytes: Uint8Array): Result<void> {
  ensureMayWrite(path)
  try {
    fs.rmSync(path, { force: true })
    const file = fs.openSync(path, "wx", 0o600)
    try {
      writeAll(file, bytes, 0)
    } finally {
      fs.closeSync(file)
    }
    return ok(undefined)
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** Renames a file or folder: true when done, false when `from` is not there. */
export function moveAway(from: string, to: string): Result<boolean> {
  ensureMayWrite(from)
  try {
    renamePatiently(from, to)
    return ok(true)
  } catch (error) {
    return systemCode(error) === "ENOENT" ? ok(false) : writeFailure(from, error)
  }
}

/**
 * Puts the folder `from` where `to` is; what was there goes to `aside` first and is removed at the end.
 * Node offers no exchange of two folders, so between two renames nothing is at `to`; a reader never sees a
 * mixture. Tries again when another process replaces the same folder meanwhile; puts the old one back on failure.
 */
export function replaceDirectory(from: string, to: string, aside: string): Result<void> {
  ensureMayWrite(to)
  for (let attempt = 0; ; attempt++) {
    const emptied = removeTree(aside)
    if (!emptied.ok) return emptied
    const cleared = moveAway(to, aside)
    if (!cleared.ok) return cleared
    try {
      renamePatiently(from, to)
      return removeTree(aside)
    } catch (error) {
      const contended = ["EEXIST", "ENOTEMPTY", "EPERM"].includes(systemCode(error))
      if (contended && attempt < 10) continue
      if (cleared.value) moveAway(aside, to)
      return writeFailure(to, error)
    }
  }
}

/** Removes a file or a folder with all it holds, if it is there. */
export function removeTree(path: string): Result<void> {
  ensureMayWrite(path)
  try {
    fs.rmSync(path, { recursive: true, force: true, maxRetries: 5 })
    return ok(undefined)
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** A file that only grows, open for as long as its writer lives. */
export interface AppendFile {
  /** All the bytes or none: after a failure the file has its old length. */
  append(bytes: Uint8Array): Result<void>
  /** fsync: what was appended is on the disk. */
  sync(): Result<void>
  /** Cuts the file to a length in bytes, for good. */
  truncate(length: number): Result<void>
  close(): void
}

/** Opens a file to append to, made if it is not there. One writer at a time is the caller's concern. */
export function openForAppend(path: string): Result<AppendFile> {
  ensureMayWrite(path)
  try {
    const file = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o666)
    let length = fs.fstatSync(file).size
    const attempt = (act: () => void): Result<void> => {
      try {
        act()
        return ok(undefined)
      } catch (error) {
        return writeFailure(path, error)
      }
    }
    const cut = (to: number) => {
      fs.ftruncateSync(file, to)
      length = to
    }
    return ok({
      append: (bytes) => {
        const written = attempt(() => writeAll(file, bytes, length))
        if (written.ok) length += bytes.length
        else attempt(() => cut(length))
        return written
      },
      sync: () => attempt(() => fs.fsyncSync(file)),
      truncate: (to) =>
        attempt(() => {
          cut(to)
          fs.fsyncSync(file)
        }),
      close: () => fs.closeSync(file),
    })
  } catch (error) {
    return writeFailure(path, error)
  }
}

/** A left-over that can't be removed must not hide why it was left over. */
function discard(file: string): void {
  try {
    fs.unlinkSync(file)
  } catch {}
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  let done = 0
  while (done < bytes.length) {
    done += fs.writeSync(file, bytes, done, bytes.length - done, position + done)
  }
}

/** On Windows a virus scanner or a reader may hold the target for a moment. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      fs.renameSync(from, to)
      return
    } catch (error) {
      const held = ["EPERM", "EACCES", "EBUSY"].includes(systemCode(error))
      if (process.platform !== "win32" || !held || attempt === 20) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}
