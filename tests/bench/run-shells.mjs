/** `npm run bench -- shells`: times of the window in the browser shell. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { build } from "vite"
import { findChromium } from "../../configs/bootstrap/chromium.mjs"
import { prepare } from "../../configs/bootstrap/prepare.mjs"

/** Bundles the bench, its engine and its page, and runs it in a plain Node process; gives its exit code. */
export async function benchShells(root) {
  const chromium = findChromium()
  if (chromium === undefined) throw new Error("install Chrome or Chromium, or name one in CHROMIUM")
  await prepare(["cli", "engine", "renderer"])
  const out = mkdtempSync(join(root, "node_modules", ".bench-"))
  const common = { root, configFile: false, logLevel: "warn" }
  const folder = join(root, "tests", "bench", "shells")
  const node = (name) =>
    build({
      ...common,
      build: { ssr: join(folder, `${name}.ts`), outDir: out, emptyOutDir: false, target: "node20" },
    })
  try {
    await node("bench")
    await node("engine")
    await build({
      ...common,
      root: folder,
      base: "./",
      build: {
        outDir: join(out, "page"),
        target: "es2023",
        rolldownOptions: { input: join(folder, "page.html") },
      },
    })
    const { status } = spawnSync(process.execPath, [join(out, "bench.js")], {
      cwd: root,
      env: { ...process.env, CHROMIUM: chromium },
      stdio: "inherit",
    })
    return status ?? 1
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
