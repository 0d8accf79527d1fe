import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import type { Page } from "@playwright/test"
import { expect, test } from "./fixture"

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What axe finds wrong on the page, each with the element it concerns. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  // By the debugger: the page's policy allows no foreign script.
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

async function goTo(page: Page, address: string): Promise<void> {
  await expect(page.getByText("global_portfolio").first()).toBeVisible()
  await page.evaluate((hash) => (location.hash = hash), address)
}

async function openSetup(page: Page, profile: string): Promise<void> {
  await goTo(page, `#/setup/${profile}`)
  await expect(page.getByRole("tabpanel")).toBeVisible({ timeout: 20_000 })
}

const field = (page: Page, path: string) => page.locator(`[data-path="${path}"]`)
const command = (page: Page) => page.getByRole("region", { name: "Equivalent command" })
const sleeve = (page: Page, id: string) => page.locator(`[data-sleeve="${id}"]`)
const preview = (page: Page) => page.getByRole("region", { name: "What the run would meet" })

test("the form begins with the profile's own values and names the layer that set each", async ({ page }) => {
  await openSetup(page, "global_core")
  await expect(page.getByRole("textbox", { name: "Min weight" })).toHaveValue("5")
  await expect(field(page, "min_weight")).toContainText("profile")
  await expect(page.getByRole("textbox", { name: "Health threshold" })).toHaveValue("75")
  await expect(field(page, "health_threshold")).toContainText("default")
  await expect(field(page, "riskProfiles")).toContainText("min_variance")
  await expect(page.getByText("as the profile says")).toBeVisible()
})

test("a changed value is marked and can be put back", async ({ page }) => {
  await openSetup(page, "global_core")
  await page.getByRole("textbox", { name: "Max weight" }).fill("40")
  await expect(field(page, "max_weight")).toHaveAttribute("data-changed", "true")
  await expect(page.getByRole("row", { name: /max_weight/ })).toContainText("this form")
  await expect(command(page)).toContainText("--param max_weight=0.4")
  await page.getByRole("button", { name: "put back 50 % (profile): Max weight" }).click()
  await expect(page.getByRole("textbox", { name: "Max weight" })).toHaveValue("50")
  await expect(field(page, "max_weight")).toHaveAttribute("data-changed", "false")
  await expect(command(page)).not.toContainText("max_weight")
})

test("a wrong value is refused beside its field, and nothing is run with it", async ({ page }) => {
  await openSetup(page, "global_core")
  await page.getByRole("textbox", { name: "Health threshold" }).fill("140")
  await expect(field(page, "health_threshold").getByRole("alert")).toHaveText("Must be from 0 % to 100 %.")
  await page.getByRole("textbox", { name: "Risk-free rate" }).fill("abc")
  await expect(field(page, "risk_free_rate").getByRole("alert")).toHaveText("Not a number.")
  await expect(page.getByRole("form").getByRole("button", { name: /^Run/ })).toBeDisabled()
  await page.keyboard.press("Control+Enter")
  await expect(page.getByText(/put right what is marked in the form/)).toBeVisible()
  await expect(page).toHaveURL(/#\/setup\/global_core/)
})

test("every other setting is folded away, described, and found by its name", async ({ page }) => {
  await openSetup(page, "global_core")
  await expect(field(page, "covariance")).toHaveCount(0)
  await page.getByRole("button", { name: /^All settings/ }).click()
  await expect(field(page, "toxic_return_limits.weekend")).toHaveCount(1)
  await page.getByRole("textbox", { name: "Find a setting" }).fill("herc_within")
  await expect(field(page, "covariance")).toHaveCount(0)
  await expect(field(page, "herc_within")).toContainText("Weights inside a cluster")
  await field(page, "herc_within").getByRole("combobox").selectOption("equal")
  await expect(command(page)).toContainText("--param herc_within=equal")
})

test("a link fills the form in, marks what came from it, and starts nothing", async ({ page }) => {
  const link = "quant://meta/optimize?meta_profile=global_core&risk_profile=min_variance&max_weight=0.3"
  await goTo(page, `#/setup/global_core?link=${encodeURIComponent(link)}`)
  await expect(page.getByRole("textbox", { name: "Max weight" })).toHaveValue("30")
  await expect(field(page, "max_weight")).toContainText("from the link")
  await expect(field(page, "riskProfiles")).toContainText("from the link")
  await expect(field(page, "min_weight")).not.toContainText("from the link")
  await expect(page).toHaveURL(/#\/setup\/global_core$/)
  await page.getByRole("textbox", { name: "Max weight" }).fill("35")
  await expect(field(page, "max_weight")).not.toContainText("from the link")
  await page.getByRole("button", { name: "Discard" }).click()
  await expect(page.getByRole("textbox", { name: "Max weight" })).toHaveValue("50")
})

test("a link with a parameter that nothing reads is refused", async ({ page }) => {
  const link = "quant://meta/optimize?meta_profile=global_core&cache_dir=elsewhere"
  await goTo(page, `#/setup/global_core?link=${encodeURIComponent(link)}`)
  await expect(page.getByText(/cache_dir/).first()).toBeVisible()
  await expect(page.getByText("as the profile says")).toBeVisible()
})

test("each sleeve tells its run, its verdict with counts, and in words what the join costs it", async ({
  page,
}) => {
  await openSetup(page, "guardrail_demo")
  const crypto = sleeve(page, "crypto")
  await expect(crypto).toContainText("sample_crypto_trend_long")
  await expect(crypto).toContainText("pinned, inferred")
  await expect(crypto).toContainText("healthy")
  await expect(crypto).toContainText("42 of 42")
  await expect(crypto).toContainText("360 of 840 rows lost")
  await expect(crypto).toContainText("240 on weekends, 120 others; return lost")
  await expect(
    crypto.getByRole("img", { name: /^crypto: 2023-09-10 to 2025-12-27, 840 rows, 360 lost/ }),
  ).toBeVisible()
  await expect(sleeve(page, "stocks")).toContainText("keeps all 480 rows")
  await expect(preview(page)).toContainText("2024-01-04 to 2025-12-02")
  await expect(preview(page)).toContainText("252 days a year")
})

test("a veto is predicted, and a lower threshold takes it away before anything is run", async ({ page }) => {
  await openSetup(page, "guardrail_demo")
  await expect(sleeve(page, "breakout")).toHaveAttribute("data-status", "vetoed")
  await expect(sleeve(page, "breakout")).toContainText("26 of 42")
  await expect(page.getByRole("tab", { name: /hrp/ })).toContainText("1 vetoed")
  const slider = page.getByRole("slider", { name: "Health threshold" })
  await slider.focus()
  for (let step = 0; step < 14; step += 1) await page.keyboard.press("ArrowLeft")
  await expect(page.getByRole("textbox", { name: "Health threshold" })).toHaveValue("61")
  await expect(sleeve(page, "breakout")).toHaveAttribute("data-status", "included")
  await expect(sleeve(page, "breakout")).toContainText("healthy")
  await expect(page.getByRole("list", { name: /shares of successful windows/ })).toContainText(
    "61.9 %: breakout",
  )
})

test("the arithmetic of the bounds is shown for now and for further vetoes", async ({ page }) => {
  await openSetup(page, "guardrail_demo")
  const line = (name: RegExp) => page.getByRole("row", { name })
  await expect(line(/^without the vetoes/)).toContainText("20.00 % ≤ 100 % ≤ 200.00 %")
  await expect(line(/^now, 1 vetoed/)).toContainText("15.00 % ≤ 100 % ≤ 150.00 %")
  await expect(line(/^now, 1 vetoed/)).toContainText("holds")
  await page.getByRole("textbox", { name: "Max weight" }).fill("40")
  await expect(line(/^if 1 more is vetoed/)).toContainText("100 % > 80.00 %")
  await expect(line(/^if 1 more is vetoed/)).toContainText("can't hold")
})

test("a stop by a guardrail is told with its remedy as a button", async ({ page }) => {
  await openSetup(page, "guardrail_demo")
  await page.getByText("abort", { exact: true }).click()
  await expect(page.getByRole("tab", { name: /hrp/ })).toContainText("would stop")
  await expect(preview(page).getByRole("alert")).toContainText("failed the health guardrail")
  await page.getByRole("button", { name: "or: Lower the threshold to 61 %" }).click()
  await expect(page.getByRole("tab", { name: /hrp/ })).toContainText("would run287 common days, 4 in")
  await expect(preview(page).getByRole("alert")).toHaveCount(0)
})

test("bounds that can't hold are refused; the older preview stays, and the remedy mends it", async ({
  page,
}) => {
  await openSetup(page, "global_core")
  await page.getByRole("textbox", { name: "Max weight" }).fill("15")
  await expect(preview(page).getByRole("alert")).toContainText("can't hold for its 5 sleeves")
  await expect(page.getByText("As it stood before this was refused:")).toBeVisible()
  await expect(sleeve(page, "quality")).toBeVisible()
  await page.getByRole("button", { name: /^Raise max weight to/ }).click()
  await expect(preview(page).getByRole("alert")).toHaveCount(0)
  await expect(page.getByRole("row", { name: /^now, no veto/ })).toContainText("holds")
})

test("nested levels are sections, and the sign gate is answered", async ({ page }) => {
  await openSetup(page, "global_portfolio")
  for (const level of ["global_portfolio", "crypto_long_short", "traditional", "equity_long_short"]) {
    await expect(page.getByRole("region", { name: `Level ${level}` })).toBeVisible()
  }
  await expect(page.getByRole("region", { name: "Level crypto_long_short" })).toContainText("365 days a year")
  await expect(page.getByRole("region", { name: "Sign gate" })).toContainText("PASS", { timeout: 20_000 })
  await expect(page.getByRole("region", { name: "Sign gate" })).toContainText("10 runs tested")
})

test("risk profiles stand side by side and are chosen by keyboard", async ({ page }) => {
  await openSetup(page, "global_core")
  await expect(page.getByRole("tab")).toHaveCount(3)
  await page.getByRole("tab", { name: /hrp/ }).focus()
  await page.keyboard.press("ArrowRight")
  await expect(page.getByRole("tab", { name: /min_variance/ })).toHaveAttribute("aria-selected", "true")
  await expect(page).toHaveURL(/risk=min_variance/)
})

test("the equivalent command can be copied", async ({ page }) => {
  await openSetup(page, "global_core")
  await page.locator("label", { hasText: "Execute sleeves" }).click()
  await page.getByRole("button", { name: "Copy" }).click()
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible()
  // A window has no leave to read the clipboard: a person pastes.
  const field = page.getByLabel("Search all settings").or(page.getByRole("textbox")).first()
  await field.focus()
  await field.fill("")
  await page.keyboard.press("ControlOrMeta+V")
  const copied = await field.inputValue()
  expect(copied).toMatch(
    /^nestfolio run global_core --risk-profiles hrp,min_variance,equal_weight --workspace .* --execute-sleeves$/,
  )
})

test("Ctrl+Enter runs what the form says, from within a field too", async ({ page }) => {
  await openSetup(page, "global_core")
  await page.getByRole("textbox", { name: "Max weight" }).fill("40")
  await page.keyboard.press("Control+Enter")
  await expect(page).toHaveURL(/#\/live\//, { timeout: 20_000 })
})

test("two hundred sleeves with long names are searched and filtered", async ({ page, workspace }) => {
  const path = join(workspace, "configs", "manifest.json")
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { profiles: Record<string, unknown> }
  const profiles = ["crypto_breakout", "equity_quality", "institutional_etf", "fx_macro"]
  manifest.profiles["many"] = {
    sleeves: Array.from({ length: 200 }, (_, i) => ({
      id: `a_sleeve_with_a_name_as_long_as_names_get_${i}`,
      profile: profiles[i % 4],
    })),
    meta_allocation: { profile: "hrp", stream: { engine: "custom" } },
  }
  writeFileSync(path, JSON.stringify(manifest))
  await openSetup(page, "many")
  await expect(page.locator("[data-sleeve]")).toHaveCount(200)
  await page.getByRole("textbox", { name: "Find a sleeve of many" }).fill("get_19")
  await expect(page.locator("[data-sleeve]")).toHaveCount(11)
  await page.getByRole("checkbox", { name: "Only what stands out" }).check()
  await expect(page.locator("[data-sleeve]")).toHaveCount(2)
  const isCut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isCut).toBe(false)
})

test("without a profile, and with one that is not there, the screen says what to do", async ({ page }) => {
  await goTo(page, "#/setup")
  await expect(page.getByRole("heading", { name: "No meta profile chosen" })).toBeVisible()
  await page.evaluate(() => (location.hash = "#/setup/nowhere"))
  await expect(page.getByRole("alert")).toContainText("nowhere")
})

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    await openSetup(page, "guardrail_demo")
    await page.getByRole("button", { name: /^All settings/ }).click()
    await page.getByRole("textbox", { name: "Risk-free rate" }).fill("abc")
    await page.getByText("abort", { exact: true }).click()
    await expect(preview(page).getByRole("alert")).toBeVisible()
    expect(await axeFindings(page)).toEqual([])
    await page.setViewportSize({ width: 900, height: 700 })
    expect(await axeFindings(page)).toEqual([])
  })
}
