import { resolve } from "node:path"
import { problem } from "#shared/problem/problem"
import { failed, ok } from "#shared/problem/result"
import { type CommandFile, switchOption } from "../command-file"

const SAMPLE_SEED = 20261120

/** Makes a workspace. */
export const init: CommandFile = {
  call: "init <dir>",
  summary: "make a workspace in a new or empty folder",
  example: "init my-workspace --sample",
  options: [{ flags: "--sample", description: "with synthetic sleeves, finished runs and meta profiles" }],
  async run(invocation, input) {
    const root = resolve(invocation.cwd, input.args[0]!)
    const { fileExists, listDirectory } = await import("#engine/artifacts/disk-read")
    const inside = listDirectory(root)
    if (inside.length > 0 || fileExists(root)) {
      return failed(
        problem("workspace.notEmpty", {
          what: "A workspace is made in a new or an empty folder.",
          where: root,
          seen: inside.length > 0 ? `${inside.length} entries, among them ${inside[0]}` : "a file",
          remedy: "choose another folder, or empty this one",
        }),
      )
    }
    const { writeEmptyWorkspace, writeSample } = await import("#engine/workspace/sample/write")
    const written = switchOption(input, "sample")
      ? await writeSample(root, { seed: SAMPLE_SEED })
      : writeEmptyWorkspace(root)
    if (!written.ok) return written
    return ok({
      data: { workspace: root, ...written.value },
      text: `${root}\nNext: nestfolio profiles --workspace ${shellWord(root)}`,
    })
  },
}

/** A path as a shell takes it. */
function shellWord(path: string): string {
  return /^[\w./:\\-]+$/.test(path) ? path : `"${path}"`
}
