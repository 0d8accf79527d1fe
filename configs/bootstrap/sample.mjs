import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { runNode } from "./child.mjs"
import { cliFile, root } from "./paths.mjs"
import { timed } from "./say.mjs"

const home = join(root, ".nestfolio")

/** The checkout's own workspace with synthetic data. */
export const sampleWorkspace = join(home, "sample")

/** Writes the sample workspace on first use; an interrupted attempt leaves nothing that looks whole. */
export async function sampleWhenNeeded() {
  if (existsSync(join(sampleWorkspace, "configs", "manifest.json"))) return
  mkdirSync(home, { recursive: true })
  const fresh = join(home, `sample-${process.pid}`)
  await timed("writing the sample workspace", async () => {
    const { code, output } = await runNode(cliFile, ["init", fresh, "--sample"], { capture: true })
    if (code !== 0) {
      rmSync(fresh, { recursive: true, force: true })
      throw new Error(`the sample workspace could not be written:\n${output}`)
    }
    renameSync(fresh, sampleWorkspace)
  })
}
