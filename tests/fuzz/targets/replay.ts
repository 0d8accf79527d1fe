import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { listFilesBelow } from "#engine/artifacts/disk-read"
import { replayRun } from "#engine/orchestration/replay/replay"
import type { Random } from "../random"
import { smallWorkspace } from "../small-workspace"
import { flawOf, type Target } from "../target"
import { runOnce, runPathOf } from "./finished-run"
import { changedFile, isOtherFile } from "./verify"

/** `replay` of a finished run of which one file is another: it must say so, or recompute every byte. */
export const replayTarget: Target = {
  name: "replay",
  share: 1,
  open: async () => {
    const written = await smallWorkspace().write()
    const runPath = runPathOf(written.root, await runOnce(written.root, "top", "fuzz_run"))
    const untouched = await problemsOf(runPath)
    if (untouched.length > 0) throw new Error(JSON.stringify(untouched))
    const files = listFilesBelow(runPath)
    return {
      try: (random) => tryOne(runPath, random.pick(files), random),
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

async function problemsOf(runPath: string) {
  const replayed = await replayRun({
    runPath,
    clock: () => "2030-01-01T00:00:00.000Z",
    programVersion: "0.0.0-fuzz",
    onProgress: () => {},
    signal: new AbortController().signal,
  })
  return replayed.ok ? replayed.value.findings : replayed.problems
}

async function tryOne(runPath: string, file: string, random: Random): Promise<string | undefined> {
  const path = join(runPath, file)
  const original = new Uint8Array(readFileSync(path))
  const changed = changedFile(file, original, random)
  if (changed === undefined) rmSync(path)
  else writeFileSync(path, changed)
  try {
    const problems = await problemsOf(runPath)
    const isOther = changed === undefined || isOtherFile(file, original, changed)
    if (!file.startsWith("logs/") && isOther && problems.length === 0) {
      return `replayed to the byte although ${file} is another`
    }
    return flawOf(problems)
  } finally {
    writeFileSync(path, original)
  }
}
