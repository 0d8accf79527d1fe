import { existsSync } from "node:fs"
import { join } from "node:path"
import { root, toolScript } from "./paths.mjs"

const node = (name) => ({
  tool: () => toolScript("vite"),
  args: ["build", "--config", join(root, "configs", "vite.node.config.ts"), "--mode", name],
  env: {},
  trees: ["src-main", "src-shared"],
})
const electron = (name) => ({
  tool: () => toolScript("electron-vite"),
  args: ["build"],
  env: { NESTFOLIO_PART: name },
  trees: ["src-main", "src-shared"],
})
const window = {
  tool: () => toolScript("vite"),
  args: ["build", "--config", join(root, "configs", "vite.renderer.config.ts")],
  env: {},
  trees: ["src-renderer", "src-shared"],
}

/** What is built, each by itself into `out/<name>`: what it is made of, and the file that proves it was built. */
const all = [
  {
    name: "cli",
    what: "the command line",
    entry: "src-main/cli/main.ts",
    file: "nestfolio.js",
    ...node("cli"),
  },
  {
    name: "engine",
    what: "the engine process",
    entry: "src-main/engine/worker.ts",
    file: "worker.js",
    ...node("engine"),
  },
  {
    name: "renderer",
    what: "the window's files",
    entry: "src-renderer/index.html",
    file: "index.html",
    ...window,
  },
  {
    name: "main",
    what: "the desktop program",
    entry: "src-main/shell/electron/index.ts",
    file: "index.js",
    ...electron("main"),
  },
  {
    name: "preload",
    what: "the window's bridge",
    entry: "src-main/preload.ts",
    file: "index.cjs",
    ...electron("preload"),
  },
]

/** The bundles of these names; without names, all whose sources are there. */
export function bundlesOf(names = []) {
  const unknown = names.filter((name) => !all.some((bundle) => bundle.name === name))
  if (unknown.length > 0)
    throw new Error(`no bundle "${unknown[0]}"; there are ${all.map(({ name }) => name).join(", ")}`)
  return all.filter(
    ({ name, entry }) => (names.length === 0 || names.includes(name)) && existsSync(join(root, entry)),
  )
}
