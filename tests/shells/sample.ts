import { execFileSync } from "node:child_process"
import { cpSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url))

export const built = (...path: string[]): string => join(root, "out", ...path)

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `nestfolio ${name}`))
}

/** The sample workspace below `folder`: written by the program itself, or copied from one that was. */
export function writeSample(folder: string, from?: string): string {
  const workspace = join(folder, "sample")
  if (from === undefined) {
    execFileSync(process.execPath, [built("cli", "nestfolio.js"), "init", workspace, "--sample", "--quiet"])
  } else {
    cpSync(from, workspace, { recursive: true })
  }
  return workspace
}
