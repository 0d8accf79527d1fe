import { rmSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { SleeveHealth } from "#shared/model/decision"
import { readLedger } from "#engine/ledger/read"
import { verifyRun } from "#engine/ledger/verify"
import { judgeEvidence, judgeHealth } from "#engine/stages/meta/returns/health"
import { everyDay } from "../../workspaces/days"
import { workspace } from "../../workspaces/workspace"
import { mutateBytes } from "../mutate/bytes"
import { type MutatedLines, mutateLines } from "../mutate/lines"
import type { Random } from "../random"
import { flawOf, flawOfResult, type Target } from "../target"

/** The ledger of a sleeve's run: read, judged and verified. Lost lines never make a sleeve look better. */
export const ledgerTarget: Target = {
  name: "ledger",
  share: 15,
  open: async () => {
    const written = await workspace()
      .sleeve("a", everyDay(60), {
        risks: ["hrp"],
        health: ["success", "error", "retried", "fallback", "success", "success", "missing", "success"],
      })
      .write()
    const runPath = written.runPath("a")
    const text = readFileSync(join(runPath, "audit.jsonl"), "utf8")
    const before = healthOf(runPath)
    if (typeof before === "string") throw new Error(before)
    return {
      try: async (random) => tryOne(runPath, text, before, random),
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

function tryOne(runPath: string, text: string, before: SleeveHealth, random: Random): string | undefined {
  const path = join(runPath, "audit.jsonl")
  const { bytes, onlyLost } = mutated(text, random)
  writeFileSync(path, bytes)
  const read = readLedger(path)
  const after = healthOf(runPath)
  if (typeof after === "string") return after
  const better = onlyLost && (after.success > before.success || after.expected < before.expected)
  if (better) {
    return `lines were lost, and ${after.success} of ${after.expected} succeeded instead of ${before.success} of ${before.expected}`
  }
  const verified = verifyRun(runPath)
  return (
    flawOfResult(read) ??
    flawOfResult(verified, ({ findings }) => flawOf(findings)) ??
    (onlyLost || !verified.ok || sameRecords(text, bytes)
      ? undefined
      : passedFlaw(verified.value.findings, text, bytes))
  )
}

function mutated(text: string, random: Random): { bytes: Uint8Array } & Pick<MutatedLines, "onlyLost"> {
  if (random.chance(0.2)) {
    return { bytes: mutateBytes(new TextEncoder().encode(text), random), onlyLost: false }
  }
  const lines = mutateLines(text, random)
  return { bytes: new TextEncoder().encode(lines.text), onlyLost: lines.onlyLost }
}

/**
 * The platform writes no close, so that a tail that is gone can't be seen, nor a record spelled otherwise; a record
 * of another content must be.
 */
function passedFlaw(findings: readonly unknown[], text: string, bytes: Uint8Array): string | undefined {
  if (findings.length > 0) return undefined
  const wrong = linesOf(new TextDecoder().decode(bytes)).find((line, i) => !sameValue(line, linesOf(text)[i]))
  return wrong === undefined ? undefined : `verified, with the record ${wrong.slice(0, 300)}`
}

function sameRecords(text: string, bytes: Uint8Array): boolean {
  return text === new TextDecoder().decode(bytes)
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "")
}

function sameValue(line: string, original: string | undefined): boolean {
  if (original === undefined) return false
  return line === original || JSON.stringify(JSON.parse(line)) === JSON.stringify(JSON.parse(original))
}

/** The verdict, or what is wrong with it. */
function healthOf(runPath: string): SleeveHealth | string {
  const request = { sleeveId: "a", engine: "custom", riskProfile: "hrp", threshold: 0.75 }
  const judged = judgeHealth({ ...request, runPath })
  if (!judged.ok)
    return flawOf(judged.problems) ?? `a ledger that is there can't be judged: ${judged.problems[0].seen}`
  const { health, evidence } = judged.value
  if (!["healthy", "degraded", "vetoed", "unknown"].includes(health.verdict))
    return `the verdict ${health.verdict}`
  if (health.success > health.expected || health.expected !== health.windows.length) {
    return `${health.success} of ${health.expected}, ${health.windows.length} windows`
  }
  if (health.ratio !== null && !(health.ratio >= 0 && health.ratio <= 1)) return `the ratio ${health.ratio}`
  if (health.ratio !== null && health.ratio < 0.75 && health.verdict !== "vetoed") {
    return `${health.verdict} at ${health.ratio}`
  }
  const again = judgeEvidence(evidence, request)
  if (!again.ok) return `its evidence can't be judged: ${JSON.stringify(again.problems)}`
  return JSON.stringify(again.value) === JSON.stringify(health)
    ? health
    : "its evidence gives another verdict"
}
