import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "")

export const cliFile = join(root, "out", "cli", "nestfolio.js")

/** Where the user typed the command: npm itself moves to the checkout. */
export const calledFrom = process.env.INIT_CWD ?? process.cwd()

/** The script behind a package's command, so that it runs without a shell and in paths with spaces. */
export function toolScript(packageName, command = packageName) {
  const manifest = join(root, "node_modules", packageName, "package.json")
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"))
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command])
}
