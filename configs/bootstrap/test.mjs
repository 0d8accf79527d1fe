/**
 * `npm test`: prepares, then types, lint, format, layers, unit and flow tests, then both shells with their windows;
 * ends with one line of totals.
 */
import { existsSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { runChecks } from "./check.mjs"
import { runNode } from "./child.mjs"
import { buildWhenNeeded } from "./build.mjs"
import { installWhenNeeded } from "./dependencies.mjs"
import { root, toolScript } from "./paths.mjs"
import { sayFailure } from "./say.mjs"
import { runShellTests } from "./shell-tests.mjs"
import { whole } from "./whole.mjs"

const resultFile = join(root, "out", "tests.json")

await whole(async () => {
  await installWhenNeeded()
  // Names of test files are for the unit tests alone.
  const isPart = process.argv.length > 2
  const parts = [await builds(), await runChecks((text) => process.stdout.write(text)), await runTests()]
  if (!isPart) parts.push(await runShellTests())
  const passed = parts.reduce((sum, part) => sum + part.passed, 0)
  const failed = parts.reduce((sum, part) => sum + part.failed, 0)
  const untested = parts.flatMap(({ advice }) =>
    advice === undefined ? [] : [`; not tested: the window (${advice})`],
  )
  process.stdout.write(`${passed} passed, ${failed} failed${untested.join("")}\n`)
  return failed === 0 ? 0 : 1
})

/** A build that fails is one failure; types, lint and the other tests still have something to say. */
async function builds() {
  try {
    await buildWhenNeeded()
    return { passed: 1, failed: 0 }
  } catch (error) {
    sayFailure(error)
    return { passed: 0, failed: 1 }
  }
}

async function runTests() {
  rmSync(resultFile, { force: true })
  const { code } = await runNode(toolScript("vitest"), [
    "run",
    "--config",
    join("configs", "vitest.config.ts"),
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${resultFile}`,
    ...process.argv.slice(2),
  ])
  if (!existsSync(resultFile)) return { passed: 0, failed: 1 }
  const totals = JSON.parse(readFileSync(resultFile, "utf8"))
  const untold = totals.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  )
  const failed = totals.numFailedTests + untold.length
  return { passed: totals.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}
