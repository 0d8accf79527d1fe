import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { Plugin } from "vite"

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const run = promisify(execFile)

/**
 * Makes `file` what starts the program, which has to be built as `program.js`, and runs the program once, on a sample workspace of its own, to keep what V8 compiled of it. Where that run fails the program starts as
 * well, a little later.
 */
export function keepsCompiled(file: string, outDir: string): Plugin {
  return {
    name: "keeps-compiled",
    generateBundle(_, bundle) {
      const program = bundle["program.js"]
      if (program?.type !== "chunk") throw new Error("The program is not built as program.js")
      program.code = `//${createHash("sha256").update(program.code).digest("hex")}\n${program.code}`
      const source = readFileSync(here("compiled.cjs"))
      this.emitFile({ type: "asset", fileName: "compiled.js", source })
      this.emitFile({ type: "asset", fileName: file, source: 'require("./compiled.js").start()\n' })
    },
    async closeBundle() {
      const built = resolve(outDir)
      const folder = mkdtempSync(join(tmpdir(), "nestfolio-build-"))
      const sample = join(folder, "sample")
      try {
        await run(process.execPath, [join(built, file), "init", sample, "--sample", "--quiet"])
        const once = ["run", "crypto_long_short", "--workspace", sample, "--quiet"]
        await run(process.execPath, [here("keep.mjs"), built, ...once])
      } catch (failure) {
        this.warn(`The program will start a little later: ${String(failure)}`)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
