import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { run, runNode } from "./child.mjs"
import { root } from "./paths.mjs"
import { timed } from "./say.mjs"

const lockFile = join(root, "package-lock.json")
const stampFile = join(root, "node_modules", ".nestfolio-installed")
const installedFile = join(root, "node_modules", ".package-lock.json")

const oldestNode = [20, 19]

/** Installs what package-lock.json names, when that is not what is installed. */
export async function installWhenNeeded() {
  requireNode()
  const wanted = createHash("sha256").update(readFileSync(lockFile)).digest("hex")
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return
  if (!installedAsLocked()) {
    await timed("installing packages (npm ci)", install)
  }
  writeFileSync(stampFile, wanted)
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Error(`Node ${oldestNode.join(".")} or newer is needed, this is ${process.versions.node}`)
  }
}

async function install() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
  const npm = process.env.npm_execpath
  const { code } = npm?.endsWith("js")
    ? await runNode(npm, args, { stdoutToStderr: true })
    : await run("npm", args, { stdoutToStderr: true })
  if (code !== 0) {
    throw new Error(`npm ci ended with code ${code}; see its message above, then run the same command again`)
  }
}

/** npm leaves a list of what it installed; somebody may have run `npm ci` by hand. */
function installedAsLocked() {
  if (!existsSync(installedFile)) return false
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages
  const locked = JSON.parse(readFileSync(lockFile, "utf8")).packages
  return Object.entries(locked).every(
    ([path, entry]) =>
      path === "" || installed[path]?.version === entry.version || (entry.optional && !installed[path]),
  )
}
