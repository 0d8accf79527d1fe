import { execFileSync } from "node:child_process"
import type { Page } from "@playwright/test"
import { axeFindings } from "./axe"
import { expect, test } from "./fixture"
import { built } from "./sample"

/** A run made from the command line: the window shows it as it shows its own. */
function run(workspace: string, id: string, words: readonly string[] = []): void {
  const call = ["run", "guardrail_demo", "--workspace", workspace, "--run-id", id, "--quiet", ...words]
  execFileSync(process.execPath, [built("cli", "nestfolio.js"), ...call], { stdio: "ignore" })
}

async function goTo(page: Page, hash: string): Promise<void> {
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
  await page.evaluate((place) => {
    location.hash = place
  }, hash)
}

test("a figure of the report is followed to its formula, its file and its ledger lines", async ({
  page,
  workspace,
}) => {
  run(workspace, "r1")
  await goTo(page, "#/report/r1")
  const banner = page.getByRole("region", { name: "Verdict" })
  await expect(banner).toContainText("WARN")
  await expect(banner).toContainText("breakout")
  await page.locator('[data-address="hrp.sharpe"]').first().click()
  const panel = page.getByRole("complementary", { name: /Where Sharpe/ })
  await expect(panel).toContainText("sqrt(periods per year)")
  await expect(panel).toContainText("data/meta_report_guardrail_demo.json")
  await expect(panel).toContainText("meta_allocation.risk_free_rate")
  await expect(panel).toContainText("inputs/")
  await page.keyboard.press("Escape")
  await expect(panel).toBeHidden()
})

test("every figure that is underlined leads somewhere", async ({ page, workspace }) => {
  run(workspace, "r1")
  await goTo(page, "#/report/r1")
  const figures = page.locator("[data-address]")
  await expect(figures.first()).toBeVisible()
  const addresses = new Set(
    await figures.evaluateAll((all) => all.map((each) => each.getAttribute("data-address")!)),
  )
  expect(addresses.size).toBeGreaterThan(60)
  for (const address of [...addresses].slice(0, 12)) {
    await page.locator(`[data-address="${address}"]`).first().click()
    const panel = page.getByRole("complementary", { name: /^Where / })
    await expect(panel.getByRole("heading", { name: "Formula" }), address).toBeVisible()
    await expect(panel.getByRole("button", { name: /copy hash/ }).first(), address).toBeVisible()
    await page.keyboard.press("Escape")
  }
})

test("from the list of profiles a veto is understood in three actions", async ({ page, workspace }) => {
  run(workspace, "r1")
  await goTo(page, "#/report/r1")
  await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible()
  await page.getByRole("button", { name: "Profiles" }).first().click()
  await expect(page.getByRole("treegrid", { name: "Meta profiles" })).toBeVisible()
  // Once: the health of the run that was last looked at; the vetoed sleeve and its failing window stand open.
  await page.getByRole("button", { name: "Health" }).click()
  const why = page.getByRole("complementary", { name: "Why breakout was judged so" })
  await expect(why).toContainText("26 of 42 windows succeeded")
  await expect(why).toContainText("insufficient history")
  await expect(why.getByRole("radio", { checked: true })).toHaveAttribute("aria-label", /failure/)
})

test("an override with its reason becomes a setting of the next run", async ({ page, workspace }) => {
  run(workspace, "r1")
  await goTo(page, "#/health/r1")
  const why = page.getByRole("complementary", { name: "Why breakout was judged so" })
  await why.getByLabel("Reason").fill("seen by the desk")
  await why.getByRole("button", { name: "Set up a run with this override" }).click()
  await expect(page.getByLabel("Command", { exact: true })).toContainText("health_overrides.breakout")
})

test("two runs are compared with the cause first", async ({ page, workspace }) => {
  run(workspace, "r1")
  run(workspace, "r2", ["--param", "health_threshold=0.5"])
  await goTo(page, "#/compare?runs=r1,r2")
  await expect(page.getByRole("cell", { name: /settings changed \(1\)/ })).toBeVisible()
  const settings = page.getByRole("region", { name: "Settings" }).first()
  await expect(settings).toContainText("meta_allocation.health_threshold")
  await expect(settings).toContainText("0.5 (command)")
})

test("the screens of a run have no flaw that axe knows, light and dark", async ({ page, workspace }) => {
  run(workspace, "r1")
  for (const hash of ["#/report/r1", "#/health/r1", "#/holdings/r1?risk=hrp"]) {
    await goTo(page, hash)
    await page.waitForTimeout(1500)
    for (const scheme of ["light", "dark"] as const)
      expect(await axeFindings(page, scheme), `${hash} ${scheme}`).toEqual([])
  }
})
