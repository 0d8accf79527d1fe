import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { judgeHealth } from "#engine/stages/meta/returns/health"
import { everyDay } from "../../../../workspaces/days"
import { health, type SleeveOptions } from "../../../../workspaces/options"
import { workspace } from "../../../../workspaces/workspace"
import { built, valueOf } from "../../../workspace/built"

/** The ledger's lines of a sleeve's run, and what is judged of it with others in their place. */
async function sleeve(options: SleeveOptions) {
  const { written } = await built(workspace().sleeve("a", everyDay(60), { risks: ["hrp"], ...options }))
  const runPath = written.runPath("a")
  const path = join(runPath, "audit.jsonl")
  const stream = { sleeveId: "a", runPath, engine: "custom", riskProfile: "hrp", threshold: 0.75 }
  return {
    lines: readFileSync(path, "utf8").trimEnd().split("\n"),
    judged: (lines: readonly string[], everyRecord = true) => {
      writeFileSync(path, `${lines.join("\n")}\n`)
      return valueOf(judgeHealth({ ...stream, everyRecord })).health
    },
  }
}

/** The windows that failed, given to a stream that nobody asks about. */
const ofAnotherStream = (line: string) =>
  /"window_index": [345]\b/.test(line) ? line.replaceAll('"profile": "hrp"', '"profile": "herc"') : line

test("a lenient run misses them where windows are declared, and hashes every record where none are", async () => {
  const failing = health({ success: 3, error: 3 })
  const declared = await sleeve({ health: failing })
  expect(declared.judged(declared.lines.map(ofAnotherStream), false)).toMatchObject({
    success: 3,
    expected: 6,
  })
  const undeclared = await sleeve({ health: failing, undeclaredWindows: true })
  const seen = undeclared.judged(undeclared.lines.map(ofAnotherStream), false)
  expect(seen).toMatchObject({ verdict: "unknown", expected: 3, ledger: { chain: "broken" } })
})

test("when every record is hashed, an edit of any one makes the evidence unsound", async () => {
  const { lines, judged } = await sleeve({ health: health({ success: 4 }) })
  expect(judged(lines)).toMatchObject({ verdict: "healthy", ledger: { chain: "whole" } })
  for (const [at, line] of lines.entries()) {
    expect(judged(lines.with(at, line.replace('"type"', '"x": 1, "type"')))).toMatchObject({
      verdict: "unknown",
      ledger: { chain: "broken", firstWrong: at + 1 },
    })
  }
})

test("when every record is hashed, failures that were made another stream's are found out", async () => {
  const { lines, judged } = await sleeve({ health: health({ success: 3, error: 3 }) })
  expect(judged(lines)).toMatchObject({ verdict: "vetoed", ledger: { chain: "whole" } })
  const hidden = lines.map(ofAnotherStream)
  expect(hidden).not.toEqual(lines)
  const seen = judged(hidden)
  expect(seen.ledger).toMatchObject({ chain: "broken" })
  expect(["vetoed", "unknown"]).toContain(seen.verdict)
})
