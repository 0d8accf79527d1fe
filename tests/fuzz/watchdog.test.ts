import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"
import { type Flaw, watch } from "./watchdog"

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

/** Watches a worker of five inputs, of which one does something, as it may do before all of them. */
async function flawsOf(atTwo: string, before = ""): Promise<Flaw[]> {
  const folder = mkdtempSync(join(tmpdir(), "nestfolio-fuzz-"))
  folders.push(folder)
  const script = join(folder, "worker.mjs")
  writeFileSync(
    script,
    `const tell = (report) => new Promise((resolve) => process.send(report, resolve))
     ${before}
     for (let index = Number(process.argv[2]); index < 5; index++) {
       await tell({ kind: "begun", index })
       if (index === 2) { ${atTwo} }
     }
     await tell({ kind: "done" })
     process.disconnect()`,
  )
  const flaws: Flaw[] = []
  await watch({
    script,
    argumentsFrom: (from) => [String(from)],
    from: 0,
    limit: 2000,
    onFlaw: ({ index, what }) => flaws.push({ index, what }),
  })
  return flaws
}

test("a worker that gets through has no flaws", async () => {
  expect(await flawsOf("")).toEqual([])
})

test("what a worker tells is told on", async () => {
  expect(await flawsOf('await tell({ kind: "flaw", index, what: "odd" })')).toEqual([
    { index: 2, what: "odd" },
  ])
})

test("an input that never ends is a hang, and the next ones are tried", async () => {
  expect(await flawsOf("for (;;);")).toEqual([{ index: 2, what: "a hang: not done after 2000 ms" }])
})

test("a process that dies is told with its code, and the next inputs are tried", async () => {
  expect(await flawsOf("process.exit(7)")).toEqual([
    { index: 2, what: expect.stringMatching(/^a dead process: 7/) },
  ])
})

test("a process that dies before its first input is not started again", async () => {
  expect(await flawsOf("", "process.exit(8)")).toEqual([
    { index: 0, what: expect.stringMatching(/^a dead process: 8/) },
  ])
})
