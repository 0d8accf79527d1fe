import { execFileSync } from "node:child_process"
import { isBuiltin } from "node:module"
import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"

/** Parts that the configurations of the builds share. */

export const root = fileURLToPath(new URL("..", import.meta.url))

/** CommonJS starts faster than a module in Node, and the checkout's package.json says "module". */
export const saysCommonJs: Plugin = {
  name: "says-commonjs",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "package.json", source: '{ "type": "commonjs" }\n' })
  },
}

const builtinPrefix = "\0builtin:"

/** A module of Node is loaded with the first module that uses it, not with the file: half of the start-up. */
export const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  enforce: "pre",
  resolveId: (id) => (isBuiltin(id) ? `${builtinPrefix}${id}` : null),
  load: (id) =>
    id.startsWith(builtinPrefix)
      ? `module.exports = process.getBuiltinModule(${JSON.stringify(id.slice(builtinPrefix.length))})`
      : null,
}

/** The checkout's commit, marked when the sources differ from it; every run's ledger names it. */
function commitOf(): string {
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()
  try {
    const changed = git("status", "--porcelain", "--", "src-main", "src-shared", "package.json") !== ""
    return `${git("rev-parse", "--short=12", "HEAD")}${changed ? "-changed" : ""}`
  } catch {
    return "unknown"
  }
}

/** Names that stand for a value in what runs in Node. */
export const nodeDefine = () => ({ __NESTFOLIO_COMMIT__: JSON.stringify(commitOf()) })

/** Where a build goes: the bootstrap builds beside the place and moves what came out. */
export const outFolder = (name: string): string => process.env["NESTFOLIO_OUT"] ?? `out/${name}`
