/**
 * Gives every target its share of mutated inputs, each target in a watched process of its own.
 * Arguments: --seed S --only TARGET --from I --count N --limit MILLISECONDS.
 */
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import process from "node:process"
import { countsOf, targets } from "./targets/register"
import { watch } from "./watchdog"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    from: { type: "string", default: "0" },
    count: { type: "string", default: "12000" },
    limit: { type: "string", default: "20000" },
  },
})
const { seed, only, from, count, limit } = values
const chosen = targets.filter(({ name }) => only === undefined || name === only)
if (chosen.length === 0) {
  process.stderr.write(
    `There is no target ${only}; there are ${targets.map(({ name }) => name).join(", ")}.\n`,
  )
  process.exitCode = 2
}

const script = fileURLToPath(new URL("worker.js", import.meta.url))
const counts = countsOf(chosen, Number(count))
let flaws = 0
let inputs = 0
for (const [i, { name }] of chosen.entries()) {
  const end = Number(from) + counts[i]!
  const started = performance.now()
  let own = 0
  await watch({
    script,
    argumentsFrom: (next) => [name, seed, String(next), String(end - next)],
    from: Number(from),
    limit: Number(limit),
    onFlaw: ({ index, what }) => {
      own += 1
      say(`${name} ${index}: ${what}`)
      say(`  again: npm run fuzz -- --seed ${seed} --only ${name} --from ${index} --count 1\n`)
    },
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(`${name.padEnd(10)} ${String(counts[i]).padStart(6)} inputs  ${seconds.padStart(6)} s  ${own} flaws`)
  flaws += own
  inputs += counts[i]!
}
say(`${inputs} inputs, seed ${seed}: ${flaws} flaws`)
if (flaws > 0) process.exitCode = 1

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
