/** `npm run e2e`: the Playwright suite on both shells; arguments go to Playwright. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { runNode } from "./child.mjs"
import { findOrInstallChromium } from "./chromium.mjs"
import { prepare } from "./prepare.mjs"
import { root, toolScript } from "./paths.mjs"
import { whole } from "./whole.mjs"

const resultFile = join(root, "out", "shell-tests.json")

/** Runs the suite; gives how many tests passed and failed, and what was in the way when it could not run. */
export async function runShellTests(args = []) {
  const { executable, advice } = await findOrInstallChromium()
  if (executable === undefined) return { passed: 0, failed: 0, advice }
  mkdirSync(join(root, "out"), { recursive: true })
  rmSync(resultFile, { force: true })
  const { code } = await runNode(
    toolScript("@playwright/test", "playwright"),
    ["test", "--config", join("configs", "playwright.config.ts"), "--reporter=list,json", ...args],
    { env: { CHROMIUM: executable, PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile } },
  )
  if (!existsSync(resultFile)) return { passed: 0, failed: 1 }
  const { stats, errors } = JSON.parse(readFileSync(resultFile, "utf8"))
  const failed = stats.unexpected + errors.length
  return { passed: stats.expected + stats.flaky, failed: failed === 0 && code !== 0 ? 1 : failed }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await whole(async () => {
    await prepare()
    const { passed, failed, advice } = await runShellTests(process.argv.slice(2))
    process.stdout.write(
      `${passed} passed, ${failed} failed${advice === undefined ? "" : `; not run: ${advice}`}\n`,
    )
    return failed === 0 ? 0 : 1
  })
}
