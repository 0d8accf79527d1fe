import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { listFilesBelow } from "#engine/artifacts/disk-read"
import { verifyRun } from "#engine/ledger/verify"
import { mutateBytes, sameBytes } from "../mutate/bytes"
import { mutateLines } from "../mutate/lines"
import type { Random } from "../random"
import { smallWorkspace } from "../small-workspace"
import { flawOf, type Target } from "../target"
import { runOnce, runPathOf } from "./finished-run"
import { mutatedFile } from "./holdings"

/** `verify` of a finished run of which one file is another: it must say so. */
export const verifyTarget: Target = {
  name: "verify",
  share: 12,
  open: async () => {
    const written = await smallWorkspace().write()
    const outcome = await runOnce(written.root, "top", "fuzz_run")
    const runPath = runPathOf(written.root, outcome)
    const untouched = verifyRun(runPath)
    if (!untouched.ok || untouched.value.findings.length > 0) throw new Error(JSON.stringify(untouched))
    const files = listFilesBelow(runPath)
    return {
      try: async (random) => tryOne(runPath, random.pick(files), random),
      close: () => rmSync(written.root, { recursive: true, force: true }),
    }
  },
}

function tryOne(runPath: string, file: string, random: Random): string | undefined {
  const path = join(runPath, file)
  const original = new Uint8Array(readFileSync(path))
  const changed = changedFile(file, original, random)
  const isGone = changed === undefined
  if (isGone) rmSync(path)
  else writeFileSync(path, changed)
  try {
    const verified = verifyRun(runPath)
    const problems = verified.ok ? verified.value.findings : verified.problems
    const isProved = !file.startsWith("logs/")
    const isOther = isGone || isOtherFile(file, original, changed)
    if (isProved && isOther && problems.length === 0) {
      return `verified although ${file} is another: ${isGone ? "gone" : differenceOf(original, changed)}`
    }
    if (sameBytes(original, changed ?? new Uint8Array()) && problems.length > 0)
      return `an unchanged run is refused: ${JSON.stringify(problems)}`
    return flawOf(problems)
  } finally {
    writeFileSync(path, original)
  }
}

/** run.json is proved by its content, every other file by its bytes. */
export function isOtherFile(file: string, original: Uint8Array, changed: Uint8Array): boolean {
  if (file !== "run.json") return !sameBytes(original, changed)
  try {
    return contentOf(original) !== contentOf(changed)
  } catch {
    return true
  }
}

function contentOf(bytes: Uint8Array): string {
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)))
}

/** A file of a run, changed as its kind asks for; undefined for one that is taken away. */
export function changedFile(file: string, bytes: Uint8Array, random: Random): Uint8Array | undefined {
  if (random.chance(0.02)) return undefined
  if (file.endsWith(".json") && random.chance(0.5)) return mutatedFile(bytes, random)
  if (file === "audit.jsonl" && random.chance(0.5)) return changedLedger(bytes, random)
  return mutateBytes(bytes, random)
}

function changedLedger(bytes: Uint8Array, random: Random): Uint8Array {
  const text = new TextDecoder().decode(bytes)
  const lines = text.split("\n")
  const at = random.below(lines.length)
  const line = lines[at]!
  switch (random.below(7)) {
    case 0:
      return encode(lines.toSpliced(at, 0, random.pick(["", " ", "\t", "\r", "\ufeff", "\u00a0"])).join("\n"))
    case 1:
      return encode(lines.with(at, `${line}${random.pick([" ", "\r", "\t", "\u0000"])}`).join("\n"))
    case 2:
      return encode(`\ufeff${text}`)
    case 3:
      return encode(lines.with(at, line.replaceAll(",", ", ")).join("\n"))
    case 4:
      return encode(text.replaceAll("\n", "\r\n"))
    default:
      return encode(mutateLines(text, random).text)
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function differenceOf(before: Uint8Array, after: Uint8Array): string {
  const at = before.findIndex((byte, i) => byte !== after[i])
  const show = (bytes: Uint8Array) =>
    JSON.stringify(new TextDecoder().decode(bytes.subarray(Math.max(0, at - 40), Math.max(0, at) + 80)))
  return `${before.length} bytes, now ${after.length}, from byte ${at}: ${show(before)} is ${show(after)}`
}
