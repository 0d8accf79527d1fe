import type { Random } from "../random"
import { mutateJson } from "./json"

/** What became of a ledger's lines. */
export interface MutatedLines {
  readonly text: string
  /** Lines were lost or torn, and nothing else happened to them. */
  readonly onlyLost: boolean
}

type Change = (lines: string[], random: Random) => string[]

const drop: Change = (lines, random) => {
  const at = random.below(lines.length)
  return lines.toSpliced(at, random.between(1, 3))
}

const tear: Change = (lines, random) => {
  const at = random.below(lines.length)
  return lines.with(at, lines[at]!.slice(0, random.below(lines[at]!.length)))
}

const swap: Change = (lines, random) => {
  const [a, b] = [random.below(lines.length), random.below(lines.length)]
  return lines.with(a, lines[b]!).with(b, lines[a]!)
}

const repeat: Change = (lines, random) => {
  const at = random.below(lines.length)
  return lines.toSpliced(random.below(lines.length), 0, lines[at]!)
}

/** Two records in one line, or one record over two. */
const runTogether: Change = (lines, random) => {
  const at = random.below(lines.length)
  return lines.toSpliced(at, 2, `${lines[at]!}${lines[at + 1] ?? ""}`)
}

const otherHash: Change = (lines, random) => {
  const at = random.below(lines.length)
  const digits = random.pick(["0".repeat(64), "f".repeat(64), "z", ""])
  return lines.with(at, lines[at]!.replace(/[0-9a-f]{64}/, digits))
}

const otherValue: Change = (lines, random) => {
  const at = random.below(lines.length)
  const line = lines[at]!
  return isJson(line) ? lines.with(at, mutateJson(line, random).replaceAll("\n", " ")) : lines
}

const noise: Change = (lines, random) =>
  lines.toSpliced(
    random.below(lines.length),
    0,
    random.pick([
      "null",
      "[]",
      "7",
      "{}",
      '{"type":"action"}',
      "\u0000",
      "\ufeff{}",
      "[".repeat(5_000),
      "{".repeat(150),
    ]),
  )

const losing = [drop, tear]
const any = [drop, tear, swap, repeat, runTogether, otherHash, otherValue, otherValue, otherValue, noise]

/** One to four changes of a ledger, line by line. */
export function mutateLines(text: string, random: Random): MutatedLines {
  const onlyLost = random.chance(0.3)
  const changes = onlyLost ? losing : any
  let lines = text.split("\n").filter((line) => line !== "")
  const rounds = random.between(1, 4)
  for (let round = 0; round < rounds && lines.length > 0; round++) {
    lines = random.pick(changes)(lines, random)
  }
  return { text: lines.map((line) => `${line}\n`).join(""), onlyLost }
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
