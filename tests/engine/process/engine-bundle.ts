import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const root = fileURLToPath(new URL("../../..", import.meta.url))

/** The built engine process, made anew when it is older than its sources. */
export async function engineBundle(): Promise<string> {
  await promisify(execFile)(process.execPath, ["configs/bootstrap/build.mjs", "--when-needed", "engine"], {
    cwd: root,
  })
  return `${root}out/engine/worker.js`
}
