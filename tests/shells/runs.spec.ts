import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import { axeFindings } from "./axe"
import { expect, test } from "./fixture"

const rows = (page: Page) => page.getByRole("treegrid", { name: "Runs" }).locator("[role=row][aria-level]")
const pane = (page: Page) => page.getByRole("complementary", { name: "Selected run" })

/** One that no sleeve of the sample is pinned to. */
const free = "sample_equity_momentum_short"
const pinned = "sample_fx_macro"

test.beforeEach(async ({ page }) => {
  await expect(page.getByText("connected", { exact: true })).toBeVisible()
  await page.evaluate(() => {
    location.hash = "#/runs"
  })
  await expect(rows(page)).toHaveCount(10)
})

test("runs are filtered by what they are and searched by words", async ({ page }) => {
  await page.getByRole("textbox", { name: "Search the runs" }).fill("crypto short")
  await expect(rows(page)).toHaveCount(2)
  await expect(page.getByText("2 of 10 runs")).toBeVisible()
  await page.getByRole("button", { name: "Show all runs" }).click()
  await page.getByRole("combobox", { name: "Profile" }).click()
  await page.getByRole("option", { name: "fx_macro" }).click()
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole("combobox", { name: "Kind" }).click()
  await page.getByRole("option", { name: "meta" }).click()
  await expect(page.getByText("No run fits")).toBeVisible()
})

test("tags, a note and a baseline are kept in the workspace and found again", async ({ page, workspace }) => {
  await rows(page).filter({ hasText: free }).click()
  await pane(page).getByLabel("Tags", { exact: true }).fill("board")
  await page.keyboard.press("Enter")
  await pane(page).getByRole("textbox", { name: "Note" }).fill("sent on Monday")
  await pane(page).getByRole("button", { name: "Pin as baseline" }).click()
  await expect(rows(page).filter({ hasText: free }).getByLabel("baseline")).toBeVisible()
  await expect(rows(page).filter({ hasText: free }).getByText("board")).toBeVisible()
  const kept = () => JSON.parse(readFileSync(join(workspace, "data/nestfolio/run-notes.json"), "utf8"))
  await expect(async () => {
    expect(kept()).toMatchObject({
      runs: { [free]: { tags: ["board"], note: "sent on Monday" } },
      baselines: { equity_momentum_short: free },
    })
  }).toPass()
  await page.reload()
  await page.getByRole("textbox", { name: "Search the runs" }).fill("monday")
  await expect(rows(page)).toHaveCount(1)
})

test("a run goes to the trash and comes back", async ({ page, workspace }) => {
  const folder = join(workspace, "data/artifacts/summaries/runs", free)
  await rows(page).filter({ hasText: free }).click()
  await pane(page).getByRole("button", { name: "Move to trash" }).click()
  await expect(page.getByText("was moved to the trash")).toBeVisible()
  await expect(rows(page)).toHaveCount(9)
  expect(existsSync(folder)).toBe(false)
  await page.getByRole("button", { name: "Undo" }).click()
  await expect(rows(page)).toHaveCount(10)
  expect(existsSync(join(folder, "audit.jsonl"))).toBe(true)
})

test("a run that a sleeve is pinned to is kept, and the place is named", async ({ page }) => {
  await rows(page).filter({ hasText: pinned }).click()
  await pane(page).getByRole("button", { name: "Move to trash" }).click()
  await expect(page.getByText("A sleeve of the manifest is pinned to this run.")).toBeVisible()
  await expect(page.getByText(/configs\/manifest\.json:\d+:\d+/)).toBeVisible()
  await expect(rows(page)).toHaveCount(10)
})

test("runs are chosen for a comparison, and the choice stays", async ({ page }) => {
  await page.getByRole("checkbox", { name: `Compare ${free}` }).check()
  await page.getByRole("checkbox", { name: `Compare ${pinned}` }).check()
  await expect(page.getByRole("button", { name: "Compare 2 runs" })).toBeVisible()
  await page.reload()
  await page.getByRole("button", { name: "Compare 2 runs" }).click()
  await expect(page).toHaveURL(new RegExp(`#/compare\\?runs=${free}%2C${pinned}`))
})

test("the list is worked by the keyboard alone", async ({ page }) => {
  await page.getByRole("treegrid", { name: "Runs" }).focus()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  await expect(page.locator("[role=row][aria-selected=true]")).toHaveCount(1)
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/#\/live\/sample_/)
})

for (const scheme of ["light", "dark"] as const) {
  test(`axe finds nothing on the list of runs, ${scheme}`, async ({ page }) => {
    await rows(page).filter({ hasText: free }).click()
    await expect(pane(page)).toContainText(free)
    expect(await axeFindings(page, scheme)).toEqual([])
  })
}
