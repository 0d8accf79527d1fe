import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const root = fileURLToPath(new URL("../../..", import.meta.url))
const build = ["configs/bootstrap/build.mjs", "--when-needed", "engine"]

let built: Promise<string> | undefined

/** The built engine process, made anew when it is older than its sources; looked at once for a file of tests. */
export function engineBundle(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, build, { cwd: root }).then(
    () => `${root}out/engine/worker.js`,
  )
  return built
}
