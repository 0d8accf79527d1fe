import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { root } from "./paths.mjs"

const singleFiles = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "electron.vite.config.ts",
  "configs/compiled/compiled.cjs",
  "configs/compiled/keep.mjs",
  "configs/compiled/plugin.ts",
  "configs/tsconfig.base.json",
  "configs/vite.node.config.ts",
  "configs/vite.parts.ts",
  "configs/vite.renderer.config.ts",
]

/** Everything that a build of these trees reads, sorted by path. */
export function sourceFiles(trees) {
  const below = trees
    .filter((tree) => existsSync(join(root, tree)))
    .flatMap((tree) =>
      readdirSync(join(root, tree), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
    )
  return [...singleFiles.map((name) => join(root, name)), ...below].sort((a, b) => (a < b ? -1 : 1))
}

/** A hash of sizes and times: cheap, and different after any edit. */
export function quickFingerprint(files) {
  const hash = createHash("sha256")
  for (const file of files) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file}\n${size}\n${mtimeMs}\n`)
  }
  return hash.digest("hex")
}

/** A hash of contents: the same after a checkout that touched times only. */
export function contentFingerprint(files) {
  const hash = createHash("sha256")
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file))
  return hash.digest("hex")
}
