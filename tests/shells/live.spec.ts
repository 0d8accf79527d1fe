import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import { axeFindings } from "./axe"
import { expect, test } from "./fixture"
import { newEngine, runEngines } from "./held-run"

const state = (page: Page) => page.getByTestId("run-state")
const steps = (page: Page) => page.getByRole("treegrid", { name: "Steps of the run" })

async function goTo(page: Page, place: string): Promise<void> {
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/${place}`)
}

/** Starts a run from the set-up of its profile, as Ctrl-Enter does. */
async function start(page: Page, profile: string): Promise<void> {
  await goTo(page, `setup/${profile}`)
  await expect(page.getByText(profile).first()).toBeVisible()
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+Enter")
    await expect(state(page)).toBeVisible({ timeout: 2000 })
  }).toPass()
}

/** The same, with the engine of the run stopped in its tracks: gives its process. */
async function startHeld(page: Page, profile: string): Promise<number> {
  const before = runEngines()
  const found = newEngine(before).then((pid) => {
    process.kill(pid, "SIGSTOP")
    return pid
  })
  await start(page, profile)
  return found
}

const runIdOf = (page: Page): string => /#\/live\/([^?]+)/.exec(page.url())![1]!

test("a run goes to its end before one's eyes, and its report opens", async ({ page }) => {
  await start(page, "global_core")
  await expect(state(page)).toContainText(/succeeded|warnings/)
  await expect(page.getByLabel("Percent done")).toContainText("100")
  await expect(page.getByTestId("ledger")).toContainText(/\d+ records, chain whole/)
  for (const step of ["Resolve sleeves", "Join returns", "Solve weights", "Write report"]) {
    await expect(steps(page).getByText(step).first()).toBeVisible()
  }
  await page.getByRole("button", { name: "Open the report" }).click()
  await expect(page).toHaveURL(/#\/report\//)
})

test("a step tells its files with rows, bytes and hash, and how it was solved", async ({ page }) => {
  await start(page, "global_core")
  await expect(state(page)).toContainText(/succeeded|warnings/)
  await steps(page).getByText("Solve weights").first().click()
  const details = page.getByRole("complementary", { name: "Details" })
  await expect(details.getByRole("region", { name: "Solver attempts" })).toContainText("hrp by")
  const outputs = details.getByRole("region", { name: "Outputs" })
  await expect(outputs).toContainText("meta_optimized_global_core_hrp.json")
  await expect(outputs.getByRole("button", { name: /copy hash [0-9a-f]{64}/ }).first()).toBeVisible()
  await expect(outputs.getByRole("row").nth(1)).toContainText("kB")
  await expect(details.getByRole("region", { name: "Inputs" }).getByRole("row").nth(1)).toContainText(/\d{3}/)
})

test("decisions are listed as they are made, searched, filtered and looked into", async ({ page }) => {
  await start(page, "guardrail_demo")
  await expect(state(page)).toContainText("with warnings")
  const events = page.getByRole("listbox", { name: "Events of the ledger" })
  await page.getByRole("textbox", { name: "Search the events" }).fill("breakout vetoed hrp")
  await expect(events.getByRole("option")).toHaveCount(1)
  await events.getByRole("option").click()
  const details = page.getByRole("complementary", { name: "Details" })
  await expect(details).toContainText("26 of 42 windows succeeded")
  await expect(details).toContainText(/ledger line \d+/)
  await page.getByRole("button", { name: "Close the details" }).click()
  await expect(details).toBeHidden()
})

test("leaving the screen does not stop the run", async ({ page }) => {
  const engine = await startHeld(page, "global_core")
  await expect(state(page)).toContainText("running")
  const runId = runIdOf(page)
  await goTo(page, "profiles")
  await expect(page.getByRole("button", { name: /1 run active/ })).toBeVisible()
  process.kill(engine, "SIGCONT")
  await expect(page.getByRole("button", { name: /run active/ })).toBeHidden()
  await goTo(page, `live/${runId}`)
  await expect(state(page)).toContainText(/succeeded|warnings/)
})

test("two runs go on side by side", async ({ page }) => {
  const first = await startHeld(page, "global_core")
  const second = await startHeld(page, "traditional")
  expect(second).not.toBe(first)
  await expect(page.getByRole("button", { name: "2 runs active" })).toBeVisible()
  await goTo(page, "runs")
  const running = page.getByRole("row").filter({ hasText: "running" })
  await expect(running).toHaveCount(2)
  for (const engine of [first, second]) process.kill(engine, "SIGCONT")
  await expect(running).toHaveCount(0)
})

test("a cancelled run says so only after its process has ended", async ({ page }) => {
  const engine = await startHeld(page, "global_portfolio")
  await expect(state(page)).toContainText("running")
  await page.getByRole("button", { name: "Cancel" }).click()
  await expect(state(page)).toContainText("cancelling")
  expect(existsSync(`/proc/${engine}`)).toBe(true)
  process.kill(engine, "SIGCONT")
  await expect(state(page)).toContainText("cancelled")
  expect(existsSync(`/proc/${engine}`)).toBe(false)
})

test("a run whose process was killed says so, and is taken up again to its end", async ({
  page,
  workspace,
}) => {
  const engine = await startHeld(page, "global_portfolio")
  const runId = runIdOf(page)
  await expect(state(page)).toContainText("running")
  process.kill(engine, "SIGCONT")
  // Before it has written down what it works on, nothing can be taken up again.
  await expect(async () => {
    expect(
      existsSync(join(workspace, "data/artifacts/summaries/runs", runId, "config/meta_resolved.json")),
    ).toBe(true)
  }).toPass({ intervals: [5] })
  process.kill(engine, "SIGKILL")
  await expect(state(page)).toContainText("crashed")
  const why = page.getByRole("region", { name: "Why it ended" })
  // A utility process tells a code where a child process tells the signal.
  await expect(why).toContainText(/SIGKILL|exit code 137/)
  await page.getByRole("button", { name: "Resume from here" }).click()
  await expect(state(page)).toContainText(/succeeded|warnings/)
  await expect(why).toBeHidden()
  await page.getByRole("button", { name: "Open the report" }).click()
  await expect(page).toHaveURL(new RegExp(`report/${runId}`))
})

test("a run of the platform, without a record of its own, is told from its ledger", async ({ page }) => {
  await goTo(page, "live/sample_crypto_trend_long")
  await expect(state(page)).toContainText("succeeded")
  await expect(page.getByTestId("ledger")).toContainText("2031 records, chain whole")
  await expect(steps(page).getByText("backtest_optimize").first()).toBeVisible()
  await expect(page.getByRole("button", { name: "Resume from here" })).toHaveCount(0)
})

test("the set-up opens again as the run was set up", async ({ page }) => {
  await start(page, "global_core")
  await expect(state(page)).toContainText(/succeeded|warnings/)
  await page.getByRole("button", { name: "Run again…" }).click()
  await expect(page).toHaveURL(/#\/setup\/global_core/)
})

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on a run, ${scheme}`, async ({ page }) => {
    await start(page, "guardrail_demo")
    await expect(state(page)).toContainText("with warnings")
    await steps(page).getByText("Solve weights").first().click()
    await expect(page.getByRole("complementary", { name: "Details" })).toBeVisible()
    expect(await axeFindings(page, scheme)).toEqual([])
  })
}
