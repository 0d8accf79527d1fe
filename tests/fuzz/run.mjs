/**
 * `npm run fuzz [-- --seed S --only TARGET --from I --count N]`: bundles the fuzzer with vite and runs it in plain
 * Node processes, as the engine itself runs.
 */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { build } from "vite"

const root = fileURLToPath(new URL("../..", import.meta.url))
// Inside the checkout, so that packages are found.
const out = mkdtempSync(join(root, "node_modules", ".fuzz-"))
try {
  const entry = Object.fromEntries(
    ["fuzz", "worker"].map((name) => [name, join(root, `tests/fuzz/${name}.ts`)]),
  )
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: { ssr: true, outDir: out, emptyOutDir: true, target: "node20", rollupOptions: { input: entry } },
  })
  const { status } = spawnSync(process.execPath, [join(out, "fuzz.js"), ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  })
  process.exitCode = status ?? 1
} finally {
  rmSync(out, { recursive: true, force: true })
}
