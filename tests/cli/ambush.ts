import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { everyDay, weekdays } from "../workspaces/days"
import { workspace } from "../workspaces/workspace"
import { buildNestfolio, type Ended, nestfolio } from "./nestfolio"

/** Loaded before the program: at the first line of progress with a text, a signal hits the process. */
const script = `
  const write = process.stderr.write.bind(process.stderr)
  process.stderr.write = (text, ...rest) => {
    if (String(text).startsWith(process.env.AMBUSH_AT)) process.kill(process.pid, process.env.AMBUSH_SIGNAL)
    return write(text, ...rest)
  }
`

/** A workspace with the nested meta profile `m`, whose runs can be struck by a signal. */
export interface Ambush {
  readonly root: string
  /** Runs `m` under a run id until progress says `at`. */
  strike(runId: string, risks: string, at: string, signal?: "SIGKILL" | "SIGINT"): Promise<Ended>
  remove(): void
}

export async function layAmbush(): Promise<Ambush> {
  buildNestfolio()
  const folder = mkdtempSync(join(tmpdir(), "nestfolio ambush "))
  const preload = join(folder, "ambush.cjs")
  writeFileSync(preload, script)
  const ws = await workspace()
    .sleeve("a", weekdays(90))
    .sleeve("b", everyDay(130))
    .sleeve("c", everyDay(130), { direction: "short" })
    .meta("child", ["b", "c"])
    .meta("m", ["a", "child"])
    .write()
  return {
    root: ws.root,
    strike: (runId, risks, at, signal = "SIGKILL") =>
      nestfolio(["run", "m", "--risk-profiles", risks, "--run-id", runId, "--workspace", ws.root], {
        preload,
        env: { AMBUSH_AT: at, AMBUSH_SIGNAL: signal },
      }),
    remove: () => {
      ws.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
