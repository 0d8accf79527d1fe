/**
 * `npm run bench [-- largest N]`: bundles the benchmark with vite and runs it in a plain Node process, as the
 * engine itself runs. `npm run bench -- shells`: times of the window instead.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { build } from "vite"
import { benchShells } from "./run-shells.mjs"

const root = fileURLToPath(new URL("../..", import.meta.url))
const args = process.argv.slice(2)
process.exitCode = args[0] === "shells" ? await benchShells(root) : await benchEngine()

async function benchEngine() {
  // Inside the checkout, so that the packages it compares with are found.
  const out = mkdtempSync(join(root, "node_modules", ".bench-"))
  try {
    await build({
      root,
      configFile: false,
      logLevel: "warn",
      build: { ssr: join(root, "tests/bench/bench.ts"), outDir: out, emptyOutDir: true, target: "node20" },
    })
    const { status } = spawnSync(process.execPath, [join(out, "bench.js"), ...args], {
      cwd: root,
      stdio: "inherit",
    })
    return status ?? 1
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
