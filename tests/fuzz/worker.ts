/** One target's inputs, in a process of its own that may crash or hang: argv is target, seed, from, count. */
import process from "node:process"
import { targets } from "./targets/register"
import { tryInput } from "./try-input"
import type { Report } from "./watchdog"

const [name = "", seed = "", from = "", count = ""] = process.argv.slice(2)
const target = targets.find((one) => one.name === name)
if (target === undefined) throw new Error(`There is no target ${name}.`)

const open = await target.open()
try {
  for (let index = Number(from); index < Number(from) + Number(count); index++) {
    // Told before it is tried: a process that hangs tells nothing any more.
    await tell({ kind: "begun", index })
    const flaw = await tryInput(open, name, Number(seed), index)
    if (flaw !== undefined) await tell({ kind: "flaw", index, what: flaw })
  }
} finally {
  open.close()
}
await tell({ kind: "done" })
process.disconnect()

function tell(report: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(report, (error: Error | null) => (error === null ? resolve() : reject(error)))
  })
}
