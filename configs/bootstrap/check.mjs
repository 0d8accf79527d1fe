/** `npm run check`: types, lint, layers and format, side by side. */
import { readdirSync } from "node:fs"
import { availableParallelism } from "node:os"
import { pathToFileURL } from "node:url"
import { runNode } from "./child.mjs"
import { installWhenNeeded } from "./dependencies.mjs"
import { root, toolScript } from "./paths.mjs"
import { seconds } from "./say.mjs"
import { whole } from "./whole.mjs"

const trees = readdirSync(root).filter((name) => name.startsWith("src-"))

const checks = [
  { name: "types", tool: ["typescript", "tsc"], args: ["-p", "tsconfig.json"] },
  { name: "types of the window", tool: ["typescript", "tsc"], args: ["-p", "src-renderer/tsconfig.json"] },
  {
    name: "types of the shells' tests",
    tool: ["typescript", "tsc"],
    args: ["-p", "tests/shells/tsconfig.json"],
  },
  {
    name: "lint",
    tool: ["oxlint"],
    args: [
      "-c",
      "configs/oxlint.json",
      "--type-aware",
      "--deny-warnings",
      ...trees,
      "tests",
      "configs",
      "electron.vite.config.ts",
    ],
  },
  {
    name: "layers",
    tool: ["dependency-cruiser", "depcruise"],
    args: ["--config", "configs/layers.cjs", ...trees],
  },
  { name: "format", tool: ["@biomejs/biome", "biome"], args: ["format", "."] },
]

/** Runs all checks and tells each; gives how many passed and failed. */
export async function runChecks(print) {
  const waiting = [...checks]
  const totals = { passed: 0, failed: 0 }
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now()
      const { code, output } = await runNode(toolScript(...check.tool), check.args, { capture: true })
      totals[code === 0 ? "passed" : "failed"] += 1
      print(`${code === 0 ? "ok  " : "FAIL"}  ${check.name}  ${seconds(performance.now() - started)}\n`)
      if (code !== 0) print(output.endsWith("\n") ? output : `${output}\n`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, worker))
  return totals
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await whole(async () => {
    await installWhenNeeded()
    const { passed, failed } = await runChecks((text) => process.stdout.write(text))
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
    return failed === 0 ? 0 : 1
  })
}
