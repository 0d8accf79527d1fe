import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { runNode } from "./child.mjs"
import { cliFile, root, toolScript } from "./paths.mjs"
import { timed } from "./say.mjs"
import { contentFingerprint, quickFingerprint, sourceFiles } from "./sources.mjs"

const out = join(root, "out")
const stampFile = join(out, ".built.json")

/** Builds when the sources are not those of the last build. */
export async function buildWhenNeeded() {
  const files = sourceFiles()
  const quick = quickFingerprint(files)
  const last = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")) : {}
  const built = existsSync(cliFile)
  if (built && last.quick === quick) return
  const content = contentFingerprint(files)
  if (!built || last.content !== content) await build()
  writeFileSync(stampFile, JSON.stringify({ quick, content }))
}

/** Builds everything there is. */
export async function build() {
  await timed("building the command line", () => bundle("cli"))
  if (existsSync(join(root, "src-main", "engine", "worker.ts"))) {
    await timed("building the engine process", () => bundle("engine"))
  }
}

/** Builds beside its place and moves file by file, so that a running command never sees half a build. */
async function bundle(name) {
  const fresh = join(out, `.${name}-${process.pid}`)
  const place = join(out, name)
  const { code, output } = await runNode(
    toolScript("vite"),
    ["build", "--config", join(root, "configs", "vite.node.config.ts"), "--mode", name],
    { env: { NESTFOLIO_OUT: fresh, NO_COLOR: "1" }, capture: true },
  )
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new Error(`vite could not build "${name}":\n${withoutStack(output)}`)
  }
  mkdirSync(place, { recursive: true })
  for (const file of readdirSync(fresh)) renameSync(join(fresh, file), join(place, file))
  rmSync(fresh, { recursive: true, force: true })
}

function withoutStack(output) {
  return output
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .join("\n")
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { installWhenNeeded } = await import("./dependencies.mjs")
  const { whole } = await import("./whole.mjs")
  await whole(async () => {
    await installWhenNeeded()
    await (process.argv.includes("--when-needed") ? buildWhenNeeded() : build())
    return 0
  })
}
