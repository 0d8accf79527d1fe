import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { everyDay } from "../workspaces/days"
import { workspace } from "../workspaces/workspace"
import { median } from "./measure"

const CLI = join(process.cwd(), "out/cli/nestfolio.js")

/** A whole process of the command line: how long it took and the most memory it held. */
export interface ProcessRow {
  readonly name: string
  readonly milliseconds: number
  readonly reach: number
  readonly megabytes: number
}

/**
 * Times whole processes, start of Node and writing to disk included: the version, two runs of four sleeves of the
 * sample workspace, and 50 sleeves x 5 risk profiles x 5,000 days. Undefined where the command line is not built.
 */
export async function processRows(): Promise<readonly ProcessRow[] | undefined> {
  if (!existsSync(CLI)) return undefined
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-bench-"))
  const big = await manySleeves().write()
  try {
    const sample = join(folder, "sample")
    call(folder, ["init", sample, "--sample"])
    return [
      await row(folder, "--version", ["--version"], 120, 9),
      await row(
        folder,
        "run of 4 sleeves, 1 risk profile (sample's guardrail_demo)",
        ["run", "guardrail_demo", "--risk-profiles", "hrp", "--no-cache", "--workspace", sample],
        400,
        9,
      ),
      await row(
        folder,
        "the same with the sign gate, longer streams (crypto_long_short)",
        ["run", "crypto_long_short", "--risk-profiles", "hrp", "--no-cache", "--workspace", sample],
        400,
        9,
      ),
      await row(
        folder,
        "run of 50 sleeves x 5 risk profiles x 5,000 days",
        ["run", "big", "--risk-profiles", RISKS.join(","), "--no-cache", "--workspace", big.root],
        3000,
        3,
      ),
    ]
  } finally {
    big.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

const RISKS = ["hrp", "min_variance", "equal_weight", "max_sharpe", "risk_parity"]

function manySleeves() {
  const builder = workspace()
  const days = everyDay(5000, "2010-01-01")
  const names = Array.from({ length: 50 }, (_, i) => `s${String(i).padStart(2, "0")}`)
  for (const name of names) builder.sleeve(name, days, { risks: RISKS })
  return builder.meta("big", names, { min: 0.005, max: 0.1 })
}

async function row(
  folder: string,
  name: string,
  args: readonly string[],
  reach: number,
  times: number,
): Promise<ProcessRow> {
  let megabytes = 0
  const milliseconds = await median(() => {
    megabytes = Math.max(megabytes, call(folder, args))
  }, times)
  return { name, milliseconds, reach, megabytes }
}

/** Tells the most memory a process held: of itself where Linux tells, since a fork begins with its parent's. */
const watching = (told: string) => `
const fs = require("node:fs")
process.on("exit", () => {
  let kilobytes = process.resourceUsage().maxRSS
  try { kilobytes = Number(/VmHWM:\\s*(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1]) } catch {}
  fs.writeFileSync(${JSON.stringify(told)}, String(kilobytes))
})
`

/** Runs the command line once and gives the most memory it held, in MB. */
function call(folder: string, args: readonly string[]): number {
  const told = join(folder, "peak")
  const watch = join(folder, "watch.cjs")
  if (!existsSync(watch)) {
    writeFileSync(watch, watching(told))
  }
  const quiet = args[0] === "--version" ? [] : ["--quiet"]
  const { status, stderr } = spawnSync(process.execPath, ["--require", watch, CLI, ...args, ...quiet], {
    cwd: folder,
    encoding: "utf8",
  })
  if (status !== 0) throw new Error(stderr)
  return Number(readFileSync(told, "utf8")) / 1024
}
