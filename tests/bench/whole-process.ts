import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { isoDay } from "#shared/quantity/day"
import type { ReturnFrame } from "#engine/numerics/frame"
import { median } from "./measure"

const CLI = "out/cli/nestfolio.js"

/** CSV in, JSON out, as a process of its own; undefined where the command line is not built. */
export async function wholeProcess(frame: ReturnFrame): Promise<number | undefined> {
  if (!existsSync(CLI)) return undefined
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-bench-"))
  try {
    const file = join(folder, "returns.csv")
    writeFileSync(file, csvOf(frame))
    const asked = ["returns=returns.csv", "risk_profile=hrp", "engine=textbook"].flatMap((one) => [
      "--param",
      one,
    ])
    return await median(() => {
      const args = [join(process.cwd(), CLI), "stage", "run", "meta.optimize", ...asked, "--output", "json"]
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" })
      if (status !== 0) throw new Error(stderr)
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function csvOf({ days, names, values }: ReturnFrame): string {
  const rows = days.length
  const lines = Array.from(days, (day, t) =>
    [isoDay(day), ...names.map((_, i) => values[i * rows + t]!)].join(","),
  )
  return [["date", ...names].join(","), ...lines].join("\n")
}
